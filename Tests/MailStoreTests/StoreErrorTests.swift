import GRDB
import MailModel
import Testing

@testable import MailStore

@Suite struct StoreErrorTests {
  @Test(
    "result codes become facts, and only damage is repaired",
    arguments: [
      (ResultCode.SQLITE_FULL, StoreError.diskFull, false),
      (.SQLITE_READONLY_DBMOVED, .readOnly, false), (.SQLITE_PERM, .readOnly, false),
      (.SQLITE_BUSY_SNAPSHOT, .busy, false), (.SQLITE_LOCKED, .busy, false),
      (.SQLITE_CORRUPT_INDEX, .corrupt, true), (.SQLITE_NOTADB, .corrupt, true),
      (.SQLITE_IOERR_FSYNC, .io(code: 1034), true), (.SQLITE_CANTOPEN, .io(code: 14), true),
      (.SQLITE_IOERR_WRITE, .io(code: 778), false), (.SQLITE_ERROR, .sqlite(code: 1), true),
    ])
  func facts(code: ResultCode, fact: StoreError, isDamage: Bool) {
    #expect(StoreError(DatabaseError(resultCode: code)) == fact)
    #expect(fact.isDamage == isDamage)
  }

  @Test func aFactStaysWhatItIs() {
    let fact = StoreError.stateChanged(actual: .held)
    #expect(StoreError(fact) == fact)
  }
}
