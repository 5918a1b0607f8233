/// The words by which mail programs mark the text of earlier mail, in lower case.
enum QuoteMarks {
  /// What an attribution line says between the name and its colon.
  static let verbs = [
    "wrote", "writes", "schrieb", "a écrit", "escribió", "ha scritto", "scrive", "escreveu",
    "schreef", "skrev", "kirjoitti", "napisał", "napisał(a)", "pisze", "napsal", "napísal", "írta",
    "написал", "пишет", "пише", "написав", "yazdı", "έγραψε", "a scris", "написа", "のメール",
    "が書きました", "写道", "寫道", "님이 작성", "כתב", "كتب", "đã viết", "menulis", "va escriure",
  ]

  /// How an attribution begins; it may go on for two more lines.
  static let openings = [
    "on ", "am ", "le ", "el ", "il ", "em ", "op ", "den ", "på ", "w dniu ", "dne ", "dňa ",
    "în ", "στις ", "vào ", "pada ", "в ", "a les ", "al ", "20", "19",
  ]

  /// What stands between the dashes of `-----Original Message-----`.
  static let separators: Set<String> = [
    "original message", "original-nachricht", "ursprüngliche nachricht", "message d'origine",
    "message d’origine", "mensaje original", "messaggio originale", "mensagem original",
    "oorspronkelijk bericht", "ursprungligt meddelande", "oprindelig meddelelse",
    "opprinnelig melding", "alkuperäinen viesti", "wiadomość oryginalna", "původní zpráva",
    "eredeti üzenet", "исходное сообщение", "özgün ileti", "原始邮件", "元のメッセージ",
    "forwarded message", "weitergeleitete nachricht", "message transféré", "message transmis",
    "mensaje reenviado", "messaggio inoltrato", "mensagem encaminhada", "doorgestuurd bericht",
    "vidarebefordrat meddelande", "videresendt", "välitetty viesti", "пересылаемое сообщение",
    "przekazana wiadomość", "iletilmiş ileti", "转发的邮件", "转发邮件", "転送されたメッセージ",
  ]

  /// A whole line that begins a forwarded message.
  static let forwardLines = [
    "begin forwarded message:", "anfang der weitergeleiteten nachricht:",
    "début du message réexpédié :", "inicio del mensaje reenviado:",
    "inizio messaggio inoltrato:",
  ]

  static let fromLabels: Set<String> = [
    "from", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "feladó", "от", "від",
    "kimden", "gönderen", "发件人", "寄件者", "差出人", "보낸 사람", "από",
  ]

  static let subjectLabels: Set<String> = [
    "subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne",
    "aihe", "temat", "předmět", "predmet", "tárgy", "тема", "konu", "主题", "主旨", "件名", "제목",
    "θέμα",
  ]

  /// Labels of the date and of the recipient.
  static let otherLabels: Set<String> = [
    "sent", "date", "to", "gesendet", "datum", "an", "envoyé", "à", "enviado", "enviado el",
    "fecha", "para", "inviato", "data", "a", "enviada em", "verzonden", "aan", "skickat", "till",
    "sendt", "til", "dato", "lähetetty", "vastaanottaja", "wysłano", "do", "odesláno", "komu",
    "elküldve", "címzett", "отправлено", "дата", "кому", "gönderildi", "tarih", "kime", "发送时间",
    "收件人", "送信日時", "宛先", "보낸 날짜", "받는 사람",
  ]
}
