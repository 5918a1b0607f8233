/// Answers with every field that the API documents, of both server generations.
enum WireSamples {
  static let thread =
    #"{"thread_id":"<a/b@x>","subject":"Order","last_message_at":"2025-03-15T14:30:00.000Z","#
    + #""first_message_at":"2025-03-10T09:15:00.000Z","message_count":4,"snippet":"Hi","#
    + #""last_direction":"inbound","inbox_id":"i-1","domain_id":"d-1","has_attachments":true}"#
  static let threads = #"{"data":[\#(thread)],"next_cursor":"eyJs","has_more":true}"#

  static let message =
    #"{"_id":"u-1","message_id":"<m@x>","thread_id":"t-1","channel":"email","#
    + #""direction":"outbound","participants":[{"role":"sender","identity":"\"A\" <a@x.org>"},"#
    + #"{"role":"to","identity":"b@x.org"}],"content":"Text","content_html":"<p>Text</p>","#
    + #""attachments":["f-1"],"created_at":"2025-03-10T09:15:00.000Z","metadata":{"#
    + #""subject":"Order","created_at":"2025-03-10T09:15:00.000Z","domain_id":"d-1","#
    + #""inbox_id":"i-1","commune_message_id":"msg_1","delivery_status":"delivered"}}"#
  static let messages = #"{"data":[\#(message)]}"#

  static let record =
    #"{"record":"SPF","name":"send.x","type":"MX","value":"feedback.x","priority":10,"#
    + #""status":"pending","ttl":"Auto"}"#
  static let domain =
    #"{"id":"d-1","name":"x.org","status":"verified","region":"us-east-1","#
    + #""createdAt":"2026-02-10 15:46:01.123456+00","records":[\#(record)],"#
    + #""inboxes":[{"id":"i-1","localPart":"a","webhook":{"secret":"CANARY"}}]}"#
  static let domains = #"{"data":[\#(domain)]}"#

  static let inbox =
    #"{"id":"i-1","localPart":"support","address":"support@x.org","displayName":"Support","#
    + #""webhook":{"endpoint":"https://h.x/","events":["email.received"],"secret":"CANARY"},"#
    + #""status":"paused","createdAt":"2025-02-04T08:06:20.382Z","domain_id":"d-1","#
    + #""domain_name":"x.org"}"#
  static let inboxes = #"{"data":[\#(inbox)]}"#

  static let receipt =
    #"{"data":{"id":"re_1","thread_id":"t-1","smtp_message_id":"<u@x>","status":"queued"},"#
    + #""validation":{"rejected":[{"email":"bad@x","reason":"no_mx"}],"#
    + #""warnings":[{"email":"w@x","reason":"role_address"}],"suppressed":["s@x"],"#
    + #""duration_ms":42}}"#

  static let attachment =
    #"{"data":{"attachment_id":"f-1","filename":"a.pdf","mime_type":"application/pdf","#
    + #""size":45230,"storage_type":"cloudinary","source":"email","message_id":"","#
    + #""quarantined":true,"scan_threats":["eicar"],"download_error":true}}"#
  static let attachmentURL =
    #"{"data":{"url":"https://files.x/a","expires_in":3600,"filename":"a.pdf","#
    + #""mime_type":"application/pdf","size":45230}}"#

  static let deletion =
    #"{"id":"del_1","scope":"messages","inbox_id":"i-1","before":"2025-01-01T00:00:00.000Z","#
    + #""status":"completed","preview":{"messages":1423,"attachments":89},"#
    + #""deleted_counts":{"messages":7},"confirmation_token":"CANARY","#
    + #""confirm_by":"2025-03-15T15:30:00.000Z","requested_at":"2025-03-15T14:30:00.000Z","#
    + #""confirmed_at":"2025-03-15T14:31:00.000Z","completed_at":"2025-03-15T14:32:00.000Z","#
    + #""warning":"For ever.","error":"Half"}"#
}
