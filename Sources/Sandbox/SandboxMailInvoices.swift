extension MailScript {
  /// Invoices, payments, taxes and purchasing departments, in English.
  static let invoices = #"""
    # en billing
    = VAT number missing on {inv} | Invoice {inv}: please correct | Corrected invoice needed
    << 0m @pdf
    Dear billing team,

    invoice {inv} of {date} does not show our VAT number, so our accountant
    refuses it. Ours is IE 64{n}812 WA. Could you reissue it with the same date?

    Kind regards
    {name}
    Accounts payable, {company}
    >> 3h @pdf
    Dear {first},

    the corrected invoice is attached; the old one is cancelled in our books. Your
    VAT number is stored now, so the next ones carry it.

    {agent}
    Acme Billing
    # en billing
    = Charged twice for {inv} | Double charge on my card | Two payments, one invoice
    << 0m
    Our card was charged {amount} twice on {date}, both with the text "ACME DEV {code}".
    We have one subscription. Please refund one of them.
    >A 7m
    Hello {first},

    I see both payments. The first was authorised and then released by your bank; it
    disappears from the statement within three working days. If it is still there on
    {date2}, please write again and a person will look at it.
    << 4d
    Still there. So, a person please.
    >> 2h
    Hi {first}, a person here. Your bank kept the authorisation, so I refunded
    {amount} from our side. You have it tomorrow at the latest.

    {agent}
    << 1d
    Received. Thank you.
    # en billing
    = Purchase order {code} | PO {code} attached | New purchase order from {company}
    << 0m @pdf
    Hello,

    please find attached purchase order {code} for {n} x {product}. Delivery
    in two lots is fine. Please confirm price and date in writing.

    Terms: 30 days net, invoice to ap@ as usual.

    {name}
    Procurement
    >> 5h
    Hello {first},

    confirmed: {n} x {product}, {amount} in all, first lot on {date2}, the rest two
    weeks later. The invoice follows each delivery.

    {agent}
    # en billing
    = Payment reminder: {inv} | Second reminder for {inv}
    >> 0m @pdf
    Dear {first},

    invoice {inv} over {amount} was due on {date}. If the payment crossed with this
    mail, please ignore it. Otherwise we would be glad to have it by {date2}.

    {agent}
    Acme Billing
    << 1d
    Sorry! It was sitting with a colleague on leave. Paid five minutes ago.
    # en billing
    = Cancel our plan at the end of the month | Cancellation | Downgrade to Starter
    << 0m
    Hello, the pilot is over and we would like to cancel the Team plan at the end of
    the month. Will we lose the measurements, or can they be exported first?
    >> 4h
    Hello {first},

    cancelled for the end of the month. The measurements stay for 90 days, and
    Settings > Export gives you all of them as CSV. If something was missing in the
    pilot I'd like to hear it, no sales talk.

    {agent}
    << 2h
    Honestly, it was the alert mails: 40 a night, and no way to say "only once".
    Everything else was great.
    # en billing
    = Bank details changed? | Is this really from you? | Strange mail about your IBAN
    << 0m @txt
    We received the attached mail, in your name, asking us to pay {inv} to a new
    account in another country. It looks like you but the reply address is
    billing@acme-dev.co. We have not paid. Is this real?
    >> 14m
    Hello {first},

    it is not from us, and thank you for asking before paying. Our bank details have
    not changed in six years and we would never change them by mail. I passed the
    text on to our security people.

    {agent}
    << 30m
    Thought so. Nice forgery though, they even got your signature right.
    # en billing
    = Receipts for the whole year | Tax return: need all receipts
    << 0m
    For the tax return I need all receipts of last year in one file, if possible.
    Customer number {code}.
    >A 1m @csv @pdf
    Both files are attached: one PDF with all receipts, one CSV with a line for each.
    The sum is {amount}.
    # en billing
    = Budget approval, can you split the quote? | Quote {inv} over our limit
    << 0m
    Hi,

    my limit is 5,000 an order without a second signature. Could you split quote {inv}
    into hardware and service? Same total is fine.

    [[Cheers|Thanks]],
    {first}
    >> 1d @pdf
    Hi {first}, no problem, two quotes attached. They are valid until {date2}.

    {agent}
    << 2d
    Both signed. Order comes from procurement today or tomorrow.
    """#
}
