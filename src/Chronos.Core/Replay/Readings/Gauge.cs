using Chronos.Core.Gates;
using Chronos.Core.Model;

namespace Chronos.Core.Replay.Readings;

/// <summary>
/// One comparison of a gate or an approver: what was observed, what it was held against, and which way. The figures are in the
/// unit of <see cref="Code"/>; without a code there are none.
/// </summary>
/// <param name="Code">The reason it would be an objection for.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="Limit">What it was compared with.</param>
/// <param name="Bound">Which way.</param>
/// <param name="Origin">
/// Where using up the limit begins: zero for a quantity, the touch for a price. What lies between it and the limit is the whole
/// the headroom is a part of.
/// </param>
internal readonly record struct Gauge(ReasonCode Code, long Observed, long Limit, Bound Bound, long Origin = 0)
{
    private const int NearParts = 10;

    /// <summary>Nothing is compared.</summary>
    public static Gauge None => default;

    /// <summary>True when it carries figures.</summary>
    public bool IsKnown => Unit != MeasureUnit.None && (Bound != Bound.None || Unit == MeasureUnit.State || (Observed | Limit) != 0);

    /// <summary>The unit of both figures.</summary>
    public MeasureUnit Unit => ReasonUnits.Of(Code);

    /// <summary>What is left to the limit; negative when it is past; null where sizes are not compared.</summary>
    public Int128? Headroom => !IsKnown ? null : Bound switch
    {
        Bound.AtMost => (Int128)Limit - Observed,
        Bound.AtLeast => (Int128)Observed - Limit,
        Bound.Within => (Int128)Limit - Int128.Abs(Observed),
        _ => null,
    };

    /// <summary>True when it is kept and less than a tenth of the limit is left.</summary>
    public bool IsNear => Headroom is { } left && left >= 0 && left * NearParts < Int128.Abs((Int128)Limit - Origin);

    /// <summary>At most; nothing when the limit is switched off.</summary>
    public static Gauge AtMost(ReasonCode code, long observed, long limit, long origin = 0) =>
        limit == long.MaxValue ? None : new Gauge(code, observed, limit, Bound.AtMost, origin);

    /// <summary>At least.</summary>
    public static Gauge AtLeast(ReasonCode code, long observed, long limit, long origin = 0) =>
        new(code, observed, limit, Bound.AtLeast, origin);

    /// <summary>At most, of amounts of 1e-16: the observed one rounded up, the limit down, as gates tell them.</summary>
    public static Gauge Amount(ReasonCode code, Int128 observed, Int128 limit) => AtMost(
        code,
        ExactNotional.FromUnits(observed).CeilingSaturated().Units,
        ExactNotional.FromUnits(limit).FloorSaturated().Units);

    /// <summary>Of several limits the first that is broken, or else the one with the least left.</summary>
    public static Gauge Tightest(params ReadOnlySpan<Gauge> gauges)
    {
        var tightest = None;
        foreach (var gauge in gauges)
        {
            if (gauge.Headroom is not { } left)
            {
                continue;
            }

            if (left < 0)
            {
                return gauge;
            }

            if (tightest.Headroom is not { } least || left < least)
            {
                tightest = gauge;
            }
        }

        return tightest;
    }

    /// <summary>The figures an objection gave, compared the way this gauge does. Two zeros are an objection without figures.</summary>
    public Gauge As(in Finding finding)
    {
        var bound = (finding.Observed | finding.Limit) == 0 ? Bound.None : Bound;
        if (finding.Code != Code)
        {
            // Another question than the usual one: a limit that is passed upwards is an upper one.
            bound = finding.Observed > finding.Limit ? Bound.AtMost : finding.Observed < finding.Limit ? Bound.AtLeast : Bound.None;
        }

        return new Gauge(finding.Code, finding.Observed, finding.Limit, bound, Origin);
    }
}
