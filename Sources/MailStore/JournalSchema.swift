extension Schema {
  /// What only this machine knows. Tables have row ids, so that a damaged file can be read row by
  /// row from both ends.
  static let journal = Schema(
    applicationID: 0x436D_4A6F,
    steps: [
      [
        """
        CREATE TABLE drafts (
          id BLOB NOT NULL UNIQUE, inbox BLOB, recipients TEXT NOT NULL, cc TEXT NOT NULL,
          bcc TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, thread BLOB, answers BLOB,
          revision INTEGER NOT NULL, changedAt INTEGER NOT NULL, note TEXT
        ) STRICT
        """,
        """
        CREATE TABLE outbox (
          id BLOB NOT NULL UNIQUE, inbox BLOB, recipients TEXT NOT NULL, cc TEXT NOT NULL,
          bcc TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, thread BLOB, answers BLOB,
          revision INTEGER NOT NULL, draftChangedAt INTEGER NOT NULL, state INTEGER NOT NULL,
          key TEXT NOT NULL, tries INTEGER NOT NULL, changedAt INTEGER NOT NULL,
          notBefore INTEGER, note TEXT, sendID TEXT, frozen BLOB, fingerprint BLOB
        ) STRICT
        """,
        "CREATE TABLE marks (thread BLOB NOT NULL UNIQUE, upTo INTEGER NOT NULL) STRICT",
        "CREATE TABLE baselines (inbox BLOB NOT NULL UNIQUE, upTo INTEGER NOT NULL) STRICT",
        "CREATE TABLE ownSends (sendID TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT",
        "CREATE TABLE learned (name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT",
      ]
    ])
}
