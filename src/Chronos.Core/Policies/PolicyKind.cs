namespace Chronos.Core.Policies;

/// <summary>How a value of a policy file is written, and what it counts.</summary>
internal enum PolicyKind
{
    /// <summary>A name: 1 to 32 of A-Z a-z 0-9 - _ . in quotes.</summary>
    Name,

    /// <summary>Any text in quotes.</summary>
    Text,

    /// <summary>A list of names.</summary>
    Names,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>A list of some of a few words.</summary>
    Choices,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A whole number of milliseconds; nanoseconds inside.</summary>
    Millis,

    /// <summary>A whole number of microseconds; nanoseconds inside.</summary>
    Micros,

    /// <summary>A whole number of hundredths of a percent.</summary>
    Bps,

    /// <summary>A whole number of percents.</summary>
    Percent,

    /// <summary>A decimal in quotes from 0 to what the key says; millionths inside.</summary>
    Fraction,

    /// <summary>A decimal amount of the base asset above zero, in quotes; a step or a smallest size.</summary>
    Step,

    /// <summary>A decimal price step above zero, in quotes.</summary>
    PriceStep,

    /// <summary>A decimal amount of the base asset, in quotes.</summary>
    Quantity,

    /// <summary>A decimal amount of quote currency, in quotes.</summary>
    Notional,

    /// <summary>An instant, ISO 8601 in UTC, in quotes; nanoseconds since the Unix epoch inside.</summary>
    Instant,

    /// <summary>A time of day in UTC as HH:MM, up to 24:00; nanoseconds since midnight inside.</summary>
    TimeOfDay,

    /// <summary>A JSON object.</summary>
    Section,

    /// <summary>A list of JSON objects.</summary>
    Sections,
}
