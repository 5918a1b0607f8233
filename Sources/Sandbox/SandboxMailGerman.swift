extension MailScript {
  /// Conversations in German.
  static let german = #"""
    # de support
    = Lieferung {order} unvollständig | Paket da, aber es fehlt etwas | Nachlieferung?
    << 0m @png
    Guten Tag,

    die Lieferung {order} ist heute gekommen, leider fehlt ein {product}. Auf dem
    Lieferschein sind {n} Stück vermerkt, im Karton lag eines weniger (Foto anbei).

    Bitte um Nachlieferung bis {date2}, da am Tag darauf der Elektriker kommt.

    Mit freundlichen Grüßen
    {name}
    >> 2h
    Guten Tag {name},

    vielen Dank für das Foto. Das fehlende Gerät geht heute per Express raus und ist
    morgen bis 12 Uhr bei Ihnen.

    Freundliche Grüße
    {agent}
    << 1d
    Angekommen, danke für die schnelle Hilfe!
    # de support
    = Gerät verbindet sich nicht mehr | {product} seit dem Update offline
    << 0m @txt
    Hallo zusammen,

    seit dem Update am {date} blinkt der {product} nur noch gelb. Zurücksetzen habe
    ich versucht, den Router auch. Das Protokoll hängt an.

    Was kann ich noch tun?

    Viele Grüße aus {city}
    {first}
    >A 3m
    Hallo {first},

    im Protokoll steht „Kanal 14 nicht erlaubt". Der Router funkt auf einem Kanal, den
    das Gerät in Deutschland nicht benutzen darf. Bitte im Router „Kanal automatisch"
    oder 1 bis 13 wählen.
    << 25m
    Das war's. Darauf wäre ich nie gekommen.
    # de support
    = Rückgabe {order} | Widerruf meiner Bestellung vom {date}
    << 0m
    Hiermit widerrufe ich meine Bestellung {order} vom {date} fristgerecht. Die Ware ist
    unbenutzt. Bitte schicken Sie mir ein Rücksendeetikett.

    {name}
    >A 2m @pdf
    Guten Tag {name},

    der Widerruf ist vermerkt, das Etikett liegt bei. Nach Eingang der Ware erhalten Sie
    {amount} zurück.
    # de support
    = Ersatzteil für {product} gesucht | Dichtungsring verloren
    << 0m
    Moin,

    mir ist beim Batteriewechsel der Dichtungsring vom {product} in die Förde gefallen.
    Gibt es den einzeln? Größe scheint 32×2 zu sein.

    {first}
    >> 5h
    Moin {first}, gibt es, und 32×2 stimmt. Zwei Stück sind in der Post, einer für die
    nächste Förde.

    {agent}
    # de billing
    = Rechnung {inv}: falsche Anschrift | Bitte um Rechnungskorrektur {inv}
    << 0m @pdf
    Sehr geehrte Damen und Herren,

    auf der Rechnung {inv} steht noch unsere alte Anschrift. Unsere Buchhaltung kann sie
    so nicht annehmen. Richtig ist:

      {company}
      Straße der Einheit 12
      24103 Kiel

    Außerdem bitten wir künftig um eine Rechnung im Format XRechnung.

    Mit freundlichen Grüßen
    i. A. {name}
    >> 4h @pdf
    Guten Tag {name},

    anbei die berichtigte Rechnung. XRechnung ist ab sofort eingestellt; das erste Mal
    bekommen Sie sie am {date2}.

    {agent}
    # de billing
    = SEPA-Lastschrift zurückgegeben | Rückbuchung {amount}
    >A 0m
    Guten Tag {name},

    die Lastschrift über {amount} zur Rechnung {inv} wurde von Ihrer Bank zurückgegeben
    („Konto erloschen"). Bitte nennen Sie uns bis {date2} eine neue Bankverbindung.
    << 2d
    Guten Tag, wir haben die Bank gewechselt, das ist mir durchgerutscht. Ich habe die
    neue IBAN im Kundenkonto hinterlegt. Entstehen uns Kosten?
    >> 1h
    Nein, das passiert jedem einmal. Wir buchen am {date2} erneut ab.

    {agent}
    # de sales
    = Angebot über {n} Geräte | Anfrage Stadtwerke {city} | Ausschreibung {code}
    << 0m @pdf
    Sehr geehrte Damen und Herren,

    für unsere Grundwassermessstellen suchen wir {n} Sonden mit Fernübertragung. Das
    Leistungsverzeichnis liegt bei. Angebotsfrist ist der {date2}, 12:00 Uhr.

    Rückfragen bitte ausschließlich schriftlich.

    Mit freundlichen Grüßen
    {name}
    {company}
    >> 1d @pdf @csv
    Sehr geehrter Herr, sehr geehrte Frau {name},

    unser Angebot über {amount} liegt bei, die Preisblätter auch als CSV. Position 4.2
    (Ex-Schutz) bieten wir nicht an; alles andere erfüllen wir ohne Abweichung.

    Mit freundlichen Grüßen
    {agent}
    << 8d
    Wir freuen uns, Ihnen den Zuschlag mitteilen zu können. Das Original folgt per Post.
    # de agent
    = Passwort vergessen | Anmeldung klappt nicht
    << 0m
    komme nicht mehr rein, Passwort vergessen und die alte Handynummer gibt es nicht mehr
    >A 1m
    Kein Problem. Zur Sicherheit: Wie lautet die Seriennummer eines Ihrer Geräte? Sie
    steht auf der Unterseite.
    << 12m
    {code}
    >A 1m
    Danke, das passt. Der Link zum neuen Passwort ist unterwegs.
    """#
}
