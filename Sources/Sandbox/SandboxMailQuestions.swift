extension MailScript {
  /// Developers and operators with questions, in English.
  static let questions = #"""
    # en support
    = 429 with only {n} requests a minute | Rate limit hit too early | Too many requests?
    << 0m
    We poll {n} devices once a minute and get 429 from 09:00 on. The documentation
    says 600 a minute. What are we missing?

        HTTP/1.1 429 Too Many Requests
        Retry-After: 17
        X-Request-Id: req_{code}
    >A 2m
    The limit counts per key, and your key is used by a second program (user agent
    "grafana-sync/1.4") that makes about 560 requests a minute. Give each program a
    key of its own: Settings > Keys.
    << 40m
    Facepalm. That was my own dashboard. Thank you!
    # en support
    = Webhook signature never matches | HMAC mismatch in Python
    << 0m @txt
    Hello,

    I compute hmac_sha256(secret, json.dumps(request.json)) and it never equals the
    header. The secret is right, I copied it three times. Full script attached.
    >> 1h
    Hi {first},

    json.dumps does not give back the bytes we signed: spaces and key order differ.
    Use the raw body, in Flask request.get_data(), before anything parses it. Then:

        hmac.compare_digest(expected, header)

    {agent}
    << 3h
    Works. Maybe put that line into the docs in bold?
    >> 1d
    It is in bold since this morning.
    # en support
    = Time zone of the CSV export | Export is off by one hour since Sunday
    << 0m @csv
    Since the clocks changed the export is one hour behind the dashboard. Which of
    them is right? Our reports go to the regulator, so I need to be sure.

    Dr {name}
    >> 2h
    Dear Dr {name},

    the export is UTC and always was; the dashboard shows local time. Both are right,
    but the export does not say so in its header line, which is our mistake. From
    {date2} the column is called "time_utc".

    {agent}
    # en support
    = Single sign-on with Keycloak | SAML: "audience mismatch" | SSO broken after update
    << 0m
    After the update on {date} nobody can sign in: "audience mismatch". We changed
    nothing on our side. {n} people are locked out.
    >> 8m
    On it. Is the entity id in Keycloak https://acme.dev/saml or with a slash at the
    end?
    << 3m
    With a slash.
    >> 11m
    Then it is ours: the update compares it exactly. I switched your organisation back
    to the old check; please try again.
    << 2m
    We're in. Thanks for the fast answer.
    >> 1d
    Follow-up: fixed for everybody in tonight's release, with a test so that it stays
    fixed.

    {agent}
    # en support
    = Feature request: dark mode | Idea: mute alerts at night | Suggestion for the app
    << 0m
    Hi team,

    love the product. One wish: let me mute alerts between 22 and 7 for all devices
    but the freezer. My phone sounds like a slot machine at night.

    {first} 🌙
    >A 1m
    Thank you, {first}! I added your vote ({n} others want the same). Until then, a rule
    with "severity at least high" between 22:00 and 07:00 comes close.
    # en support
    = Data retention and GDPR | Deletion of a former employee's data
    << 0m
    Dear Sir or Madam,

    a former employee of {company} asks for erasure under Article 17 GDPR. Her address
    appears in alert rules and in the audit log. Please tell us

    1. what you store about her,
    2. what you can delete, and by when,
    3. what you must keep, and on which ground.

    We have to answer her by {date2}.

    Yours faithfully
    {name}, data protection officer
    >> 1d @pdf
    Dear {name},

    1. Name and address in two alert rules and 41 entries of the audit log.
    2. The rules are anonymised today. The log entries show a number instead of the
       name from tomorrow on.
    3. Nothing. Invoices name your company only.

    The record for your files is attached.

    {agent}
    # en support
    = Gateway offline every night at 3 | {product} drops off at 03:00
    << 0m @txt
    Every night between 03:00 and 03:10 the {product} is offline, then comes back. The
    log is attached. Our provider says the line is fine.

    It started on {date}, the day we changed the router to a Fritz!Box. I tried:

    - another cable
    - another port
    - a fixed address
    - a different moon phase
    >> 5h
    Hi {first},

    the router renews its address at three, and the gateway keeps the dead connection
    for ten minutes before it notices. Set "keep-alive" to 60 in the gateway's
    settings. The moon can stay where it is.

    {agent}
    << 1d
    First night without a gap. You are a star.
    # en agent
    = Reset my password | can't log in | Locked out
    << 0m
    can't log in, reset mail never comes. yes I checked spam
    >A 1m
    The reset mail to your address bounced on {date}: "mailbox full". I can send it to
    the second address on file instead. Shall I?
    << 15m
    yes pls
    >A 1m
    Sent. The link is valid for one hour.
    # en agent
    = Which gateway do I need? | Range of the {product}
    << 0m
    House with three floors, garden 40 m, greenhouse at the end. Is one {product} enough
    or do I need two?
    >A 2m
    One is enough if it stands on the upper floor on the garden side. Concrete ceilings
    cost about 12 dB each; if the greenhouse has a metal frame, plan a second one there.
    << 1h
    Metal frame, sadly. Two it is. Thanks, bot?
    >A 1m
    You are welcome. And yes: I am Acme's software agent. Answer "human" at any time and
    a colleague takes over.
    """#
}
