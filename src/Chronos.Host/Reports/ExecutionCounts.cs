namespace Chronos.Host.Reports;

/// <summary>How the orders of one strategy in one instrument fared; simulated and real ones are never in the same. Filled in place.</summary>
internal sealed class ExecutionCounts
{
    public long Orders { get; set; }

    public long Fills { get; set; }

    public long Rejected { get; set; }

    public long NotSent { get; set; }

    public long Canceled { get; set; }

    /// <summary>Ordered, 1e-8 base.</summary>
    public Int128 Ordered { get; set; }

    /// <summary>Filled of what was ordered in the time asked about, 1e-8 base.</summary>
    public Int128 Filled { get; set; }

    /// <summary>Value of the fills, 1e-16 quote.</summary>
    public Int128 Traded { get; set; }

    /// <summary>Value of the fills that have a reference, 1e-16 quote.</summary>
    public Int128 Measured { get; set; }

    /// <summary>Slippage of those, 1e-8 quote.</summary>
    public Int128 Slippage { get; set; }

    /// <summary>Fees, 1e-8 quote.</summary>
    public Int128 Fees { get; set; }
}
