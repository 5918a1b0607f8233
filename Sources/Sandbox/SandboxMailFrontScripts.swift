extension MailScript {
  /// The newest conversations of the support inbox, newest first (SampleMail.front).
  static let front = #"""
    # fr support
    = Invoice 2025-031 wrong amount
    << 0m @pdf
    Bonjour, Hello,

    invoice 2025-031 says 3,7 kg of pitchblende at 88 kBq. I ordered 3.7 g. At this price I
    would need a third prize.

    M. Curie
    << 2h
    P.S. Please do not send the 3.7 kg either.
    # en support
    = Re: API limits
    << 0m
    How many messages a minute may one key send? Your documentation says "reasonable".
    >A 2m
    600 requests a minute and key, 60 sends a minute and inbox. A 429 says in Retry-After
    how long to wait.
    << 1h
    And if two programs share a key?
    >A 1m
    They share the limit, too. One key for each program is the better way.
    << 3h
    Is there a limit in nanoseconds? I have a piece of wire here that is exactly one long.
    >> 30m
    30 cm of it, I hope. No limit below the second, Admiral.
    >A 1m
    Addendum: the limits of your plan are now listed in Settings > Limits.
    # de support
    = Größe der Anhänge
    << 0m @pdf @png @csv
    Moin,

    wie groß dürfen Anhänge höchstens sein? Unsere Schweißprotokolle haben als PDF gerne
    mal 18 MB, und die Fotos der Nähte kommen noch dazu. Drei Beispiele hängen an.

    Falls es nicht reicht: Können wir stattdessen Verweise schicken, ohne dass der
    Empfänger ein Konto braucht?

    Schöne Grüße von der Förde
    Tobias
    # ja support
    = 配送について
    << 0m
    お世話になっております。例え商事の王小明です。

    先週注文したゲートウェイの配送先を、大阪支店に変更できますでしょうか。
    >A 3m
    王様、お問い合わせありがとうございます。出荷前ですので変更できます。
    新しいご住所をお知らせください。
    >> 4h
    王様、営業時間内でしたらお電話でも承ります。お届けは金曜日の予定です。

    Kim
    # en support
    = [ci] build 4412 failed
    << 0m
    Build 4412 of acme/firmware failed on main after 6 m 41 s.

      commit   9f3c2ab  radio: longer second window
      author   kofi
      step     test (arm-none-eabi)

      radio_test.c:212: expected 3 retries, got 4
      1 of 1,288 tests failed

    https://ci.dev/acme/firmware/4412
    # en support
    = Re: Contract draft v3
    << 0m @pdf
    Draft v1 attached. It is short.
    >> 5h
    Short is good. Section 3 says "reasonable efforts" four times; can it say what they are?
    << 1d
    "Answers within one working day", then?
    >> 2h
    Yes, that is reasonable.
    << 1d
    v2: section 3 rewritten, the rest untouched.
    >> 3h
    Section 5 now refers to section 3(b), which is gone.
    << 1h
    Good catch. My lawyer says thank you, and also that he is sorry.
    >> 20m
    Tell him that we say "no worries", in writing, without prejudice.
    << 2d @pdf
    v3. Every reference checked twice, by two people, one of them sober.
    >> 6h
    Reads well. One question left: "calendar day" or "working day" in section 7?
    << 40m
    Working day.
    >> 15m
    Then we are done. I send it up for signature this week.

    Kim
    # en support
    = Question about billing
    << 0m
    I was billed for two channels although I hop between them. Is hopping charged?
    << 5h
    To be precise: 88 frequencies, in the order of a piano roll. I can send the patent.
    # en support
    = Trajectory numbers
    << 0m @csv
    Your dashboard says the capsule sensor reached 4.2 km. My figures, by hand, say 4.31.
    >A 2m
    The dashboard rounds down to one digit. The stored value is 4.3098.
    << 1h
    So the machine agrees with me. Good for the machine.
    << 4m
    Would you let it recompute the other eleven flights?
    >A 6m
    Done: all eleven agree with your sheet to the third digit. The file is in your exports.
    # en support
    = Substitution request
    << 0m
    Hello,

    I ordered a Relay R1 and got an R1b. If R1b is a proper subtype, everything that I could
    prove about my installation with an R1 must hold with the R1b. Does it?

    In particular: may it return an error where the R1 never did?

    Barbara
    # en support
    = Re: pointer question
    << 0m
    your example has  char *p = "abc"; p[0] = 'x';  and it crashes here. feature?
    >> 1h
    Feature of the hardware, bug of the example. It says char p[] since five minutes ago.
    >> 1d
    Also: thank you for everything.

    Jonas
    # en support
    = Symmetry of refunds
    << 0m
    If buying and returning are inverse operations, the sum of my account should be conserved.
    It lost 4.90 in shipping.
    << 3h
    I see no law that would break this symmetry, so I ask for the term that I am missing.
    # en support
    = Re: Re: rounding
    << 0m
    Sir, your invoices round half up. Accountants round half to even.
    >> 2h
    Ours asked for half up.
    << 3h
    Then he is no accountant, but a lexicographer: a harmless drudge.
    >> 1h
    He laughed. Which of your invoices is wrong by how much?
    << 1d
    Nineteen of them, a farthing each.
    >> 2h
    We don't have farthings in the system.
    << 20m
    I feared so.
    >> 1h
    May we round the sum in your favour and speak no more of it?
    >> 5m
    Done already: 20 pence credited.

    Ines
    # en support
    = Photo 51 attached
    << 0m @png
    The pattern on the attached photo repeats every 3.4 units. Is that the sensor, or is it
    something real? I would like to know before anybody else writes about it.

    R. Franklin
    # en support
    = Priority alarm 1202
    << 0m
    Alarm 1202 during descent. What does it mean?
    >A 1m
    1202: the device dropped low-priority jobs because it had too many. Measuring goes on.
    << 1m
    So it is safe to continue?
    >A 1m
    Yes, as long as the alarm does not come continuously.
    << 8m
    Landed. Why was it overloaded?
    >A 3m
    A switch was in the wrong position and a second radar sent data nobody needed. The
    checklist is corrected, and priorities worked as designed: by you, as I read.
    # en support
    = Re: tabs vs spaces
    << 0m
    Your SDK indents with spaces. Why?
    >> 10m
    Because the formatter does.
    << 2m
    That's not a reason, that's an excuse.
    >> 30m
    The formatter is older than most of us.
    << 5m
    So am I.
    >> 1h
    Tabs are 8, I suppose?
    << 1m
    Of course they are 8. If you need more than 3 levels you're screwed anyway.
    >> 20m
    The deepest function in the SDK has 4.
    << 3m
    Told you.
    >> 2h
    3 now.
    << 10m
    Good. And the lines?
    >> 5m
    100 columns.
    << 2m
    Acceptable. Terminals got wider.
    >> 1h
    So we may keep the spaces?
    << 40m
    I never said that.
    >> 1d
    There is a branch with tabs. It is called "linus".
    << 3h
    Flattering. Does it build?
    >> 10m
    It does.
    << 5m
    Then merge it or don't, I have a kernel to release.
    >> 1d
    We made it a setting.
    >> 1m
    Default: whatever the file already has.

    Kofi
    """#
}
