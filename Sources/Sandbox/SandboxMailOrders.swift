extension MailScript {
  /// Orders, parcels, returns and broken devices, in English.
  static let orders = #"""
    # en support
    = Parcel says delivered, but it is not here | Order {order}: nothing arrived | Lost delivery?
    << 0m @png
    [[Hi|Hello|Hi there]],

    the carrier's page says that order {order} was handed over on {date} "to a
    neighbour". I asked all three of them, nobody has it. Screenshot attached.

    Can you find out who signed?

    {first}
    >A 12m
    Hello {first},

    thank you for the screenshot. I asked the carrier for the signature of
    order {order}; they answer within two working days. You need not do
    anything until then.
    << 2d
    Two days are over. Any news?
    >> 3h
    Hi {first},

    the driver left it at the parcel shop in {city} and forgot the card. It is
    waiting there until {date2}; the pick-up code is {code}. I am sorry for the
    detour and have refunded the shipping.

    Best,
    {agent}
    << 5h
    Got it, thanks {agent}. All there.
    # en support
    = {product} arrived with a cracked lid | Damaged in transit: {order} | Cracked housing
    << 0m @png @png
    Hello,

    my {product} from order {order} arrived today and the lid is cracked from
    corner to corner. The box looked fine, so I suspect it was packed that way.

    I need it on site by {date2}. What is the quickest way to a working one?

    Regards,
    {name}
    {company}
    >> 2h
    Hello {first},

    that should not have left the house. A new one goes out today by express,
    tracking follows tonight. Keep the broken one: our courier picks it up when
    the new one is handed over.

    {agent}
    Acme Support
    # en support
    = Return for {order} | How do I send this back? | Return label please
    << 0m
    I ordered the {product} in the wrong size. Unopened, bought on {date}. How do I
    send it back, and who pays for it?
    >A 4m @pdf
    Hello {first},

    you can return unopened goods for 30 days. The label is attached: print it,
    stick it on, hand it in anywhere. The refund of {amount} reaches you within
    five working days after we have it.
    << 1d
    Perfect, dropped it off this morning.
    # en support
    = Missing screws in the {product} box | Parts missing
    << 0m
    Hi! The manual lists {n} screws M3x8 and four rubber feet. I have the feet and
    zero screws. Could you put some in an envelope?

    Thanks
    {first}
    >> 1d
    Hi {first},

    envelope is on its way, with a spare set. If you can't wait: any M3x8 from the
    hardware shop does, stainless if it hangs outdoors.

    {agent}
    # en support
    = Change of delivery address, order {order} | Please change the address!! | We are moving
    << 0m
    URGENT please: we moved offices last week and order {order} is still going to
    the old address. New one:

      {company}
      14 Harbour Lane, 3rd floor
      {city}

    Phone for the driver is +44 20 7946 0{n}1.
    >A 3m
    The address of order {order} is changed. The parcel had not left the
    warehouse, so nothing else is needed. Delivery is still planned for {date2}.
    # en support
    = Battery life much shorter than promised | {product}: battery empty after {n} days
    << 0m @csv
    The data sheet says two years. Mine is empty after {n} days, the second time now.
    I attach the voltage log of the device.

    It sends every 5 minutes, indoor, about 4 m from the gateway, so nothing unusual
    I think. Firmware 2.8.1.
    >> 6h
    Hello {first},

    thank you for the log, that is exactly what I needed. The device retries the
    join every 40 seconds because it never gets an answer on the second receive
    window. That is a bug of 2.8.1; 2.8.3 fixes it.

    To update: hold the button for ten seconds, then pick "Update" in the app.
    I also send you two new batteries.

    Kind regards,
    {agent}
    << 3d
    Updated. Voltage is flat since then, looks good. Thanks for not asking me to
    "turn it off and on again" :)
    # en support
    = Can I pick up order {order} myself? | Self pick-up
    << 0m
    Hey, I'm in {city} on {date2} anyway. Could I pick up {order} at your warehouse
    instead of waiting for the parcel? How late is someone there?
    >> 4h
    Sure. Gate 3, until 17:30, bring the order number and any ID. I told the team.

    {agent}
    # en support
    = Wrong item in the box | I got somebody else's order
    << 0m @png
    Good morning,

    I ordered one {product} and received a box of forty cable ties and a very nice
    mug. The delivery note inside names a customer in {city} (I blacked out the
    rest). I'd love to keep the mug but I need my sensor.

    {name}
    >A 9m
    Good morning {first},

    two labels were swapped at packing. Your {product} ships today. Please keep the
    mug; we collect the cable ties with the label that follows in a minute.
    << 20m
    Ha, excellent service. The mug stays.
    >> 1h
    It is the good one, too. Enjoy!

    {agent}
    # en support
    = Warranty: {product} bought in 2022 | Is this still under warranty?
    << 0m @pdf
    Hello, my {product} (serial {code}) stopped connecting on {date}. Invoice
    attached. It blinks red twice, pause, red twice. Reset does nothing.
    >> 1d
    Hello {first},

    two red blinks mean that the radio did not start: a hardware fault, and with
    your invoice it is covered until the end of the year. Please send it to the
    service address with the number {code} on the box.

    {agent}
    << 7d
    Sent on {date2}. How long does the repair take?
    # en agent
    = Where is my order? | Status of {order} | any update on {order}?
    << 0m
    where is my order {order}
    >A 1m
    Order {order} left our warehouse on {date} and is in {city} now. Delivery is
    expected by {date2}.

    If you would like a message when the driver is near, answer "notify".
    << 6m
    notify
    >A 1m
    Done. You will get one message on the day of delivery, and nothing else.
    # en agent
    = Opening hours | Are you there on the holiday?
    << 0m
    Do you answer mails on public holidays? And is the warehouse open?
    >A 2m
    I answer every day; my human colleagues are back on the next working day. The
    warehouse is closed on public holidays and ships again on {date2}.
    """#
}
