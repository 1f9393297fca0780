using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// One loss limit and the losses at which its stages begin: a share of the limit is reached at it, the limit itself is
/// broken past it. No stage begins without a loss.
/// </summary>
internal readonly struct LossLimit
{
    private static readonly Int128 LeastLoss = 1;

    private readonly Int128 _mark;
    private readonly Int128 _alert;
    private readonly Int128 _alarm;
    private readonly Int128 _slowed;
    private readonly Int128 _tripped;

    /// <param name="mark">The profit that losses count from.</param>
    /// <param name="limit">The largest loss that does not trip.</param>
    /// <param name="terms">Which shares of the limit begin a stage.</param>
    public LossLimit(ExactNotional mark, ExactNotional limit, BreakerTerms terms)
    {
        _mark = mark.Units;
        _alert = At(limit, terms.AlertPercent);
        _alarm = At(limit, terms.AlarmPercent);
        _slowed = At(limit, terms.SlowPercent);
        _tripped = limit.Units + LeastLoss;
    }

    /// <summary>The stage at a profit.</summary>
    public LossStage StageAt(ExactNotional profit)
    {
        var loss = _mark - profit.Units;
        return loss >= _tripped ? LossStage.Tripped
            : loss >= _slowed ? LossStage.Slowed
            : loss >= _alarm ? LossStage.Alarm
            : loss >= _alert ? LossStage.Alert
            : LossStage.None;
    }

    /// <summary>The highest profit at which the stage is at least this one, which is not None.</summary>
    public Int128 ProfitAt(LossStage stage) => _mark - stage switch
    {
        LossStage.Alert => _alert,
        LossStage.Alarm => _alarm,
        LossStage.Slowed => _slowed,
        _ => _tripped,
    };

    private static Int128 At(ExactNotional limit, int percent) =>
        Int128.Max(LeastLoss, Share.Ceiled(limit, percent, Share.Hundred).Units);
}
