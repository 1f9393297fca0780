namespace Chronos.Weex.Wire;

/// <summary>What became of a request, in the only distinctions that call for different conduct.</summary>
internal enum WeexOutcome
{
    /// <summary>
    /// Anything may have happened. An order counts as placed in full until the venue's lists prove otherwise; a read has
    /// failed and says nothing.
    /// </summary>
    Unknown = 0,

    /// <summary>Done, and the answer was read whole.</summary>
    Done,

    /// <summary>Refused before acceptance for what was asked: limits, margin, balance, price.</summary>
    Refused,

    /// <summary>Refused before acceptance because of the symbol.</summary>
    SymbolRefused,

    /// <summary>Refused before acceptance because of too many requests. Stop all but cancels, wait.</summary>
    RateLimited,

    /// <summary>Refused before acceptance because of the timestamp. Measure the clock again.</summary>
    ClockExpired,

    /// <summary>There is no such order, or nothing left of it to cancel. No proof that a placing did not arrive.</summary>
    OrderUnknown,

    /// <summary>Keys, permissions, addresses: nothing will work until somebody acts.</summary>
    HaltAuth,

    /// <summary>Refused before acceptance as malformed: an error of this program.</summary>
    HaltBug,

    /// <summary>Refused before acceptance because of how the account is set up.</summary>
    Configuration,

    /// <summary>Not one byte of the request was written: certain that it did not happen.</summary>
    NotWritten,
}
