using Chronos.Core.Model;

namespace Chronos.Core.Books;

/// <summary>
/// The profits between which there is nothing to do about a scope's loss limits, both ends included: its stage is the same,
/// no limit breaks that was not broken, and there is no new peak. Inside, two comparisons are all that a quote costs. Derived
/// from marks and limits, so it is in no state hash; whoever changes those draws it anew.
/// </summary>
internal readonly struct LossBand
{
    private readonly Int128 _floor;
    private readonly Int128 _ceiling;

    private LossBand(LossStage stage, Int128 floor, Int128 ceiling)
    {
        Stage = stage;
        _floor = floor;
        _ceiling = ceiling;
    }

    /// <summary>The stage by the figures alone, latches left aside.</summary>
    public LossStage Stage { get; }

    /// <summary>Holds no profit: the scope is judged at its next look.</summary>
    public static LossBand Unknown => new(LossStage.None, Int128.MaxValue, Int128.MinValue);

    /// <summary>The band of a scope at this stage, before its limits are added.</summary>
    public static LossBand Of(LossStage stage) =>
        new(stage, Int128.MinValue, stage == LossStage.None ? Int128.MaxValue : Int128.MinValue);

    public bool Holds(ExactNotional profit) => profit.Units >= _floor && profit.Units <= _ceiling;

    /// <summary>Adds a limit of the scope: it must not reach the next stage or break, and not every limit may leave the stage.</summary>
    public LossBand With(in LossLimit limit, ExactNotional profit)
    {
        var next = Stage == LossStage.Tripped ? LossStage.Tripped : Stage + 1;
        var floor = limit.StageAt(profit) < next ? Int128.Max(_floor, limit.ProfitAt(next) + 1) : _floor;
        var ceiling = Stage == LossStage.None ? _ceiling : Int128.Max(_ceiling, limit.ProfitAt(Stage));
        return new LossBand(Stage, floor, ceiling);
    }

    /// <summary>Ends it at the peak: a profit past that is a new one.</summary>
    public LossBand UpTo(ExactNotional peak) => new(Stage, _floor, Int128.Min(_ceiling, peak.Units));

    /// <summary>Whether the scope is at no stage and the band ends at this peak.</summary>
    public bool EndsAt(ExactNotional peak) => Stage == LossStage.None && _ceiling == peak.Units;

    /// <summary>
    /// The band of a scope at no stage after its peak rose. The fall allowed is a share of the peak, so a floor that is a whole
    /// rise higher is never too low: at worst the scope is judged once too often.
    /// </summary>
    public LossBand Raised(ExactNotional rise) => new(Stage, _floor + rise.Units, _ceiling + rise.Units);
}
