namespace Chronos.Core.Model;

/// <summary>Marks of an execution report. Bits are part of the journal format.</summary>
[Flags]
public enum ReportFlags : byte
{
    /// <summary>A real taker report.</summary>
    None = 0,

    /// <summary>Not a real trade: made by the paper venue.</summary>
    Simulated = 1,

    /// <summary>The order was resting when it traded.</summary>
    Maker = 2,

    /// <summary>The answer to a cancel that was asked for; every such cancel gets exactly one, whatever became of the order.</summary>
    AnswersCancel = 4,
}
