namespace Chronos.Core.Model;

/// <summary>What an execution report says. Numbers are part of the journal format.</summary>
public enum ReportKind : byte
{
    /// <summary>The venue works the order.</summary>
    Acknowledged = 1,

    /// <summary>Some or all of it traded.</summary>
    Fill = 2,

    /// <summary>The rest will not trade: canceled at the venue.</summary>
    Canceled = 3,

    /// <summary>The venue refused the order.</summary>
    Rejected = 4,

    /// <summary>Our own venue thread refused to send it (seal, expiry, egress stop).</summary>
    NotSent = 5,

    /// <summary>Sent and unanswered: counts as filled and as unfilled until settled.</summary>
    Unknown = 6,

    /// <summary>A cancel could not be carried out; the order is unchanged.</summary>
    CancelRejected = 7,

    /// <summary>
    /// Our own venue thread hands the verified message to the venue's connector, which sends it; told before anything the venue
    /// says about it. It answers nothing: an order is as unanswered as before. The venue's time is the engine's clock then.
    /// </summary>
    Sent = 8,
}
