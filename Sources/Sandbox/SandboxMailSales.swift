extension MailScript {
  /// Offers, contracts, partners and the press, in English.
  static let sales = #"""
    # en sales
    = Quote for {n} sensors | Pricing for a school district | Offer request: {product}
    << 0m
    Hello,

    we would like to equip {n} classrooms with {product}s before the heating season.
    Could you make an offer including mounting plates and three years of cloud
    service? Budget is decided on {date2}.

    Best regards,
    {name}
    {company}, {city}
    >> 3h @pdf
    Dear {first},

    the offer is attached: {amount} for everything you listed. For schools the cloud
    service is free in the first year; that is already in the figure.

    Would a short call help before the decision? I am free most mornings.

    {agent}
    Acme Sales
    << 2d
    Thank you. The committee asks whether the plates fit on brick walls.
    >> 40m
    They do: 6 mm plugs are in the box. I add two photos from a school in {city}.

    {agent}
    << 6d
    Approved! The order comes by post, as the city insists.
    # en sales
    = Reseller agreement | Becoming a partner | Distribution in the Nordics
    << 0m
    Hi,

    we are a small distributor ({n} people) for building automation and get asked for your
    {product} every week. Do you have a partner programme? What margins are usual?

    Best
    {name}
    >> 1d
    Hi {first},

    we do, though it is young. In short: 25 % from ten pieces on, 32 % from a hundred,
    and your customers' support questions come to us. The draft agreement is one and a
    half pages; shall I send it?

    {agent}
    << 4h
    One and a half pages? Yes please, before your lawyers find out.
    >> 20m @pdf
    Attached. Quick, sign it.

    {agent}
    # en sales
    = Press enquiry: air quality in schools | Journalist asking about your sensors
    << 0m
    Dear Acme team,

    I am writing a piece on indoor air for the weekend edition. Could someone explain in
    ten minutes what a CO2 value of 1,400 ppm means for a class of {n}? My deadline is
    {date2}, noon.

    {name}
    >> 2h
    Dear {first},

    gladly. Our Dr Okafor wrote her thesis on exactly this; she can call you tomorrow
    between ten and twelve. Which number?

    {agent}
    # en sales
    = Meeting next week? | Follow-up from the fair in {city} | Good to meet you in {city}
    << 0m @ics
    Hi,

    good to meet you at the fair. As promised: an invitation for a demo with our
    facility people. If the slot doesn't suit you just propose another one.

    {first}

    --
    {name}
    Head of Operations, {company}
    Tel. +1 415 555 01{n}
    >> 5h
    Hi {first}, the slot is perfect. I'll bring a {product} that you may keep for
    a month.

    {agent}
    # en sales
    = Security questionnaire ({n} questions) | Vendor assessment {company}
    << 0m @csv
    Hello,

    before we can place an order our security office needs the attached
    questionnaire, {n} questions, filled in by {date2}. Sorry. I did not write it.

    {first}
    >> 2d @csv @pdf
    Hello {first},

    all answered. For question 17 ("Describe your mainframe decommissioning policy") I
    wrote that we have no mainframe, which I hope is acceptable. The report of the last
    penetration test is attached.

    {agent}
    << 1d
    They are happy, and question 17 made somebody laugh. The order is coming.
    # en sales
    = Contract draft v{v} | Redlines on the master agreement
    << 0m @pdf
    Counsel's comments are in the attached draft. Three points remain:

    1. Liability cap (section 9): we need twice the annual fee.
    2. Notice period: 60 days instead of 90.
    3. Governing law: Ireland.

    2 and 3 are wishes, 1 is not.

    {name}
    >> 2d
    1 agreed, 2 agreed, 3: Ireland is fine, our lawyer likes the pubs there.

    {agent}
    << 1h @pdf
    Signed copy attached. A pleasure.
    # en sales
    = Sample for a university lab | Research loan of a {product}
    << 0m
    Dear all,

    for a master's thesis on cheap particle sensors we compare devices against a
    reference station. Could you lend us two {product}s for the summer? You would be
    named, whatever the result.

    {name}
    {company}
    >> 3h
    Dear {first},

    "whatever the result" convinced me. Two devices are on the way, keep them until
    autumn. If you find a systematic error, we would like to hear it before the
    reviewers do.

    {agent}
    # en acme-night
    = Out-of-hours: freezer alarm {code} | Night desk: who do I call?
    << 0m
    The freezer in lab 2 is at -61 and rising, alarm {code}. It's 2 am here. Is anybody
    there?
    >A 1m
    I am. The {product} in lab 2 reports a door contact "open" since 01:38. Please push the
    door until the seal clicks; the value should fall within ten minutes. I watch it
    with you.
    << 9m
    Door was open by a finger. -63 now and falling.
    >A 14m
    -70. The alarm is cleared and {n} hours of measurements are unharmed. Good night!
    # en acme-night
    = Alert digest for {company} | Night report
    >A 0m
    Good morning,

    between 22:00 and 06:00 there were {n} alerts, all closed:

      low battery      {code}   since {date}
      device silent    roof-3   back after 12 minutes
      CO2 over limit   hall B   window opened at 05:51

    Nothing needs you.
    """#
}
