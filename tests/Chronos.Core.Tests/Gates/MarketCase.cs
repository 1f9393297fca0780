using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// Random market limits, a random past of quotes, tickers and order books, and a proposal, all from one seed and small enough for every rule
/// to bind now and then. A limit can be tightened with everything else the same.
/// </summary>
internal sealed class MarketCase(int seed)
{
    private const long One = PipelineFixture.One;

    /// <summary>Limits that only what they bind knows of; quarantine decides which quotes are used and so is none of them.</summary>
    public static readonly string[] Tightened =
    [
        "collarAggressiveTicks", "collarPassiveBps", "collarPassiveTicks", "collarLastBps", "collarMarkBps", "referenceAgeMillisMax", "driftBpsMax",
        "slippageBpsMax", "spreadBpsMax", "touchNotionalMin", "depthPercentMax", "volumePercentMax", "volatilityBpsMax", "clockSkewMillisMax",
    ];

    public bool Reduces { get; } = new Random(seed).Next(4) == 0;

    /// <summary>The engine after the past, with one limit made stricter.</summary>
    public PipelineFixture Engine(string? tightened = null)
    {
        var r = new Random(seed);
        var policy = new TestPolicy
        {
            CollarBps = r.Next(100, 3_000),
            SlippageBpsMax = Limit("slippageBpsMax", r.Next(2, 600)),
            DepthPercentMax = Limit("depthPercentMax", r.Next(2, 400)),
            QuoteAgeMillisMax = r.Next(500, 3_000),
        };
        foreach (var (key, max) in ((string, int)[])[
            ("collarAggressiveTicks", 12), ("collarPassiveBps", 1_000), ("collarPassiveTicks", 12), ("collarLastBps", 1_500),
            ("collarMarkBps", 1_500), ("volumePercentMax", 60), ("clockSkewMillisMax", 400)])
        {
            var value = r.Next(2, max);
            policy = r.Next(3) == 0 ? policy : policy.With("limits", key, $"{Limit(key, value)}");
        }

        policy = policy
            .With("limits", "referenceAgeMillisMax", $"{Limit("referenceAgeMillisMax", r.Next(200, 6_000))}")
            .With("limits", "driftBpsMax", $"{Limit("driftBpsMax", r.Next(2, 1_500))}")
            .With("limits", "spreadBpsMax", $"{Limit("spreadBpsMax", r.Next(2, 800))}")
            .With("limits", "volatilityBpsMax", $"{Limit("volatilityBpsMax", r.Next(2, 1_500))}")
            .With("limits", "touchNotionalMin", $"\"{(tightened == "touchNotionalMin" ? 2 : 1) * r.Next(0, 2_000)}\"")
            .With("venues", "statusAgeMillisMax", r.Next(2) == 0 ? "\"none\"" : $"{r.Next(500, 5_000)}")
            .With("instruments", "quoteJumpBpsMax", $"{r.Next(100, 2_000)}")
            .With("instruments", "quoteGoodMin", $"{r.Next(1, 4)}")
            .With("instruments", "secondSourceBpsMax", r.Next(3) == 0 ? $"{r.Next(100, 1_000)}" : "\"none\"")
            .With("latency", "acknowledgementP99MillisMax", $"{r.Next(50, 4_000)}")
            .With("windows", "driftMillis", $"{r.Next(1_000, 20_000)}")
            .With("windows", "volatilityMillis", $"{r.Next(1_000, 20_000)}")
            .With("windows", "volumeMillis", $"{r.Next(1_000, 20_000)}")
            .With("sessions", "closes", r.Next(4) == 0 ? "\"00:01\"" : "\"24:00\"")
            .With("", "blackouts", r.Next(4) == 0 ? """[{ "from": "2026-01-01T00:00:20Z", "until": "2026-01-01T00:00:50Z", "reason": "x" }]""" : "[]");
        var f = new PipelineFixture(policy);
        if (Reduces)
        {
            f.Hold(50);
        }

        Past(f, r);
        return f;

        int Limit(string key, int value) => key == tightened ? value / 2 : value;
    }

    /// <summary>The proposal for an engine that was made so.</summary>
    public Proposal Proposal(PipelineFixture f)
    {
        var r = new Random(~seed);
        return f.Order(!Reduces && r.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell, r.Next(1, 60), r.Next(85, 118)) with
        {
            Flags = r.Next(4) != 0 ? ProposalFlags.AllowResize : ProposalFlags.None,
        };
    }

    private static void Past(PipelineFixture f, Random r)
    {
        var middle = 100;
        f.Advance(r.Next(70_000));
        for (var i = r.Next(5, 40); i > 0; i--)
        {
            f.Advance(r.Next(5) == 0 ? r.Next(3_000) : r.Next(300));
            middle = Math.Clamp(middle + r.Next(-2, 3), 92, 108);
            var half = r.Next(0, 3) * One / 2;
            var (bid, ask) = (middle * One - half, middle * One + half);
            switch (r.Next(10))
            {
                case 0: f.Ticker((MarketStatus)r.Next(4)); break;
                case 1: f.Ticker(r.Next(3) == 0 ? MarketStatus.Trading : null, middle, middle + r.Next(-2, 3), r.Next(0, 400)); break;
                case 2: f.Ticker(MarketStatus.Trading, volume: r.Next(0, 400)); break;
                case 3: f.Depth([(middle - 1, r.Next(1, 30)), (middle - 2, r.Next(1, 30))], [(middle + 1, r.Next(1, 30)), (middle + 3, r.Next(1, 30))]); break;
                case 4: f.QuoteUnits(bid, ask, One, One, source: QuoteSource.Second); break;
                case 5: f.QuoteUnits(bid, ask - r.Next(3) * One, One, One); break;
                default: f.QuoteUnits(bid, ask, r.Next(0, 30) * One, r.Next(1, 30) * One, venueTime: f.Now - r.Next(-300, 300) * PipelineFixture.Milli); break;
            }
        }

        f.TellAll();
        f.AdvanceNanos(r.Next(4) == 0 ? 0 : r.NextInt64(2_000) * PipelineFixture.Milli);
    }
}
