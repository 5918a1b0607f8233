import CommuneAPI
import MailModel

extension SandboxState {
  /// What needs no key: the health check, the description of the API, and file links.
  mutating func publicAnswer(_ request: SandboxRequest) throws(Refusal) -> SandboxAnswer? {
    let words = request.segments.map { String(decoding: $0, as: UTF8.self) }
    guard request.method == "GET", let first = words.first else { return nil }
    switch (first, words.count) {
    case ("health", 1), ("health", 2): return .json(200) { $0.field("ok", true) }
    case ("openapi.json", 1): return openAPI
    case ("files", 2): return try file(request, id: request.segments[1])
    default: return nil
    }
  }

  /// Only what a client reads of it: whether sends take an idempotency key.
  private var openAPI: SandboxAnswer {
    .json(200) { writer in
      writer.field("openapi", "3.1.0")
      writer.field(object: "info") { writer in
        writer.field("title", "Commune API")
        writer.field("version", "1.0.0")
      }
      writer.field(object: "paths") { writer in
        writer.field(object: "/v1/messages/send") { writer in
          writer.field(object: "post") { writer in
            writer.field(array: "parameters") { writer in
              if isSource { Self.describeKey(&writer) }
            }
          }
        }
      }
    }
  }

  private static func describeKey(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", "Idempotency-Key")
      writer.field("in", "header")
      writer.field("required", false)
      writer.field(object: "schema") { $0.field("type", "string") }
    }
  }

  /// `GET /v1/me/limits`.
  mutating func routeAccount(_ call: Call, _ words: [String]) throws(Refusal) -> SandboxAnswer? {
    guard isSource, call.request.method == "GET", words == ["me", "limits"] else { return nil }
    let limits = options.limits
    return .data { writer in
      writer.object { writer in
        writer.field("org_id", organization)
        writer.field("plan", limits == nil ? "enterprise" : "agent_pro")
        writer.field(object: "limits") { writer in
          writer.field(node: "emails_per_hour", (limits?.sendsPerHour).map { .number(Double($0)) })
          writer.field(node: "emails_per_day", (limits?.sendsPerDay).map { .number(Double($0)) })
          writer.field(node: "inboxes", (limits?.maximumInboxes).map { .number(Double($0)) })
          writer.field(node: "domains", (limits?.maximumDomains).map { .number(Double($0)) })
        }
        writer.field(object: "usage") { writer in
          writer.field("emails_sent_today", windows.count("send", within: 86_400_000, at: now))
          writer.field("inboxes_count", inboxes.count)
        }
      }
    }
  }
}
