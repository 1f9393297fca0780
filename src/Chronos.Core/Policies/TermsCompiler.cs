using Chronos.Core.Model;

namespace Chronos.Core.Policies;

/// <summary>Computes the terms of every strategy × instrument from a policy: of all scopes that apply the strictest holds.</summary>
internal sealed class TermsCompiler(Policy policy, PolicyParts parts)
{
    private const int PpmPerBps = 100;

    private static readonly LimitSet Nothing = new([]);

    public MandateTerms[] Compile()
    {
        var instruments = policy.Instruments.Count;
        var terms = new MandateTerms[policy.Strategies.Count * instruments];
        for (var s = 0; s < policy.Strategies.Count; s++)
        {
            for (var i = 0; i < instruments; i++)
            {
                terms[s * instruments + i] = TermsOf(s, i, mandate: -1);
            }
        }

        for (var m = 0; m < policy.Mandates.Count; m++)
        {
            var mandate = policy.Mandates[m];
            var (s, i) = (mandate.Strategy.Value, mandate.Instrument.Value);
            terms[s * instruments + i] = TermsOf(s, i, m);
        }

        return terms;
    }

    private MandateTerms TermsOf(int strategy, int instrument, int mandate)
    {
        var s = policy.Strategies[strategy];
        var i = policy.Instruments[instrument];
        var m = mandate < 0 ? null : policy.Mandates[mandate];
        var terms = new MandateTerms
        {
            Allowed = m is not null,
            Tradable = i.Tradable,
            ReductionsExemptFromNotionalMin = i.ReductionsExemptFromNotionalMin,
            Sides = (byte)(m?.Sides ?? 0),
            Types = (byte)(m?.Types ?? 0),
            TimesInForce = (byte)(m?.TimesInForce ?? 0),
            DeniedSides = DeniedSides(strategy, instrument, i.Venue),
            Strategy = strategy,
            Instrument = instrument,
            Account = m?.Account.Value ?? -1,
            Venue = i.Venue.Value,
            Group = i.Group,
            Asset = policy.AssetOf(i),
            UnansweredOrdersMax = policy.Venues[i.Venue.Value].UnansweredOrdersMax,
            StatusAgeNanosMax = policy.Venues[i.Venue.Value].StatusAgeNanosMax,
            ProposalIdGapMax = s.ProposalIdGapMax,
            EntriesEndNanos = i.EntriesEndNanos,
            HoldPpm = i.InitialMarginPpm + FeePpm(m),
            FeePpm = FeePpm(m),
            TickSize = i.TickSize,
            LotSize = i.LotSize,
            QuantityMin = i.QuantityMin,
            OrderQuantityMax = m is null ? i.OrderQuantityMax : Quantity.Min(i.OrderQuantityMax, m.OrderQuantityMax),
            PositionMax = i.PositionMax,
            StrategyPositionMax = m?.PositionMax ?? default,
            NotionalMin = ExactNotional.From(i.NotionalMin),
        };
        Limit(ref terms, [
            parts.Limits,
            parts.VenueLimits[i.Venue.Value],
            parts.StrategyLimits[strategy],
            parts.InstrumentLimits[instrument],
            mandate < 0 ? Nothing : parts.MandateLimits[mandate],
        ]);
        return terms;
    }

    private static void Limit(ref MandateTerms terms, ReadOnlySpan<LimitSet> scopes)
    {
        terms.OrderNotionalMax = Exact(LimitKey.OrderNotionalMax, scopes);
        terms.TouchNotionalMin = Exact(LimitKey.TouchNotionalMin, scopes);
        terms.ConfidenceMinPpm = (int)LimitSet.Strictest(LimitKey.ConfidenceMin, scopes);
        terms.ProposalAgeNanosMax = LimitSet.Strictest(LimitKey.ProposalAgeMillisMax, scopes);
        terms.QuoteAgeNanosMax = LimitSet.Strictest(LimitKey.QuoteAgeMillisMax, scopes);
        terms.ClockSkewNanosMax = LimitSet.Strictest(LimitKey.ClockSkewMillisMax, scopes);
        terms.CollarAggressiveBps = (int)LimitSet.Strictest(LimitKey.CollarAggressiveBps, scopes);
        terms.CollarPassiveBps = LimitSet.Strictest(LimitKey.CollarPassiveBps, scopes);
        terms.CollarAggressiveSpan = Span(LimitSet.Strictest(LimitKey.CollarAggressiveTicks, scopes), terms.TickSize);
        terms.CollarPassiveSpan = Span(LimitSet.Strictest(LimitKey.CollarPassiveTicks, scopes), terms.TickSize);
        terms.CollarLastBps = LimitSet.Strictest(LimitKey.CollarLastBps, scopes);
        terms.CollarMarkBps = LimitSet.Strictest(LimitKey.CollarMarkBps, scopes);
        terms.ReferenceAgeNanosMax = LimitSet.Strictest(LimitKey.ReferenceAgeMillisMax, scopes);
        terms.DriftBpsMax = (int)LimitSet.Strictest(LimitKey.DriftBpsMax, scopes);
        terms.SlippageBpsMax = (int)LimitSet.Strictest(LimitKey.SlippageBpsMax, scopes);
        terms.SpreadBpsMax = (int)LimitSet.Strictest(LimitKey.SpreadBpsMax, scopes);
        terms.TouchPercentMax = (int)LimitSet.Strictest(LimitKey.TouchPercentMax, scopes);
        terms.DepthPercentMax = (int)LimitSet.Strictest(LimitKey.DepthPercentMax, scopes);
        terms.VolumePercentMax = LimitSet.Strictest(LimitKey.VolumePercentMax, scopes);
        terms.VolatilityBpsMax = (int)LimitSet.Strictest(LimitKey.VolatilityBpsMax, scopes);
        terms.RiskPerTradeMaxPpm = (int)LimitSet.Strictest(LimitKey.RiskPerTradeMax, scopes);
        terms.StopDistanceBpsMin = (int)LimitSet.Strictest(LimitKey.StopDistanceBpsMin, scopes);
        terms.FatFingerPercentMax = LimitSet.Strictest(LimitKey.FatFingerPercentMax, scopes);
    }

    /// <summary>Ticks as a distance of prices; one beyond every price is <see cref="MandateTerms.None"/>.</summary>
    private static Price Span(long ticks, Price tick) =>
        Price.FromUnits((long)Int128.Min(Wide.Product(ticks, tick.Units), MandateTerms.None));

    private static ExactNotional Exact(LimitKey key, ReadOnlySpan<LimitSet> scopes) =>
        ExactNotional.From(Notional.FromUnits(LimitSet.Strictest(key, scopes)));

    private int FeePpm(Mandate? mandate) => mandate is null ? 0 : policy.Accounts[mandate.Account.Value].FeeBpsMax * PpmPerBps;

    private byte DeniedSides(int strategy, int instrument, VenueId venue)
    {
        const byte Both = 3;
        var denied = 0;
        foreach (var denial in policy.Denials)
        {
            if ((denial.Strategy is not { } s || s.Value == strategy)
                && (denial.Instrument is not { } i || i.Value == instrument)
                && (denial.Venue is not { } v || v == venue))
            {
                denied |= denial.Side is { } side ? 1 << ((int)side - 1) : Both;
            }
        }

        return (byte)denied;
    }
}
