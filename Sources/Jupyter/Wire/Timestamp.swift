#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A moment, in milliseconds since 1970 in universal time.
struct Timestamp: Equatable {
  let milliseconds: Int64

  /// The present moment.
  static var now: Timestamp {
    var time = timespec()
    // "CLOCK_REALTIME … cannot fail": it is always there, and the pointer is ours.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// In ISO 8601: `2025-01-31T12:00:00.123Z`.
  var text: String {
    let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let (year, month, day) = Self.date(daysSince1970: days)
    var digits: [UInt8] = []
    digits.reserveCapacity(24)
    func add(_ number: Int64, _ count: Int, then mark: Unicode.Scalar) {
      var unit: Int64 = 1
      for _ in 1..<count { unit *= 10 }
      while unit > 0 {
        digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
        unit /= 10
      }
      digits.append(UInt8(ascii: mark))
    }
    add(year, 4, then: "-")
    add(month, 2, then: "-")
    add(day, 2, then: "T")
    add(rest / 3_600_000, 2, then: ":")
    add(rest / 60_000 % 60, 2, then: ":")
    add(rest / 1000 % 60, 2, then: ".")
    add(rest % 1000, 3, then: "Z")
    return String(decoding: digits, as: UTF8.self)
  }

  /// The date in the Gregorian calendar, for days from 1970 on.
  ///
  /// Counted in years that begin with March, so that the leap day is the last of its year; 400 years have 146,097 days,
  /// and 719,468 days lie between the first of March of the year 0 and 1970.
  private static func date(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // From March on, five months have 153 days, again and again.
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }
}
