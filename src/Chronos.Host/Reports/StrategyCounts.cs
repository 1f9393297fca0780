namespace Chronos.Host.Reports;

/// <summary>What became of one strategy's proposals. Filled in place.</summary>
internal sealed class StrategyCounts
{
    /// <summary>Proposals, each once.</summary>
    public long Proposals { get; set; }

    /// <summary>Passed whole.</summary>
    public long Approved { get; set; }

    /// <summary>Passed in part.</summary>
    public long Modified { get; set; }

    /// <summary>Blocked.</summary>
    public long Blocked { get; set; }

    /// <summary>Waiting at the end.</summary>
    public long Waiting { get; set; }

    /// <summary>Repeats under an id that was used before; not among the proposals.</summary>
    public long Repeats { get; set; }
}
