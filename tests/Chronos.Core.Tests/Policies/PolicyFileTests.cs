using System.Security.Cryptography;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Policies;

public class PolicyFileTests(ITestOutputHelper output)
{
    private static readonly string Sample = RepositoryFiles.Text("samples/policy.json");

    private static readonly PolicyText Text = new(Encoding.UTF8.GetBytes(Sample));

    private const long Milli = 1_000_000;

    private const string Alphabet = "{}[]\",:0-9.eE/*\\\n tn";

    [Fact]
    public void ReadsTheSample()
    {
        var policy = PolicyFile.Read(RepositoryFiles.PathOf("samples/policy.json"));

        Assert.Equal("sample", policy.Name);
        Assert.Equal(1u, policy.Version);
        Assert.Equal(500_000_000, policy.SealTtlNanos);
        Assert.Equal(2, policy.Quorum.ApprovalsMin);
        Assert.Equal("paper", Assert.Single(policy.Venues).Name);
        Assert.Equal(2, policy.Instruments.Count);
        Assert.Equal(2, policy.Strategies.Count);
        Assert.Equal(4, policy.Mandates.Count);
    }

    [Fact]
    public void CompilesTheStrictestTerms()
    {
        var policy = Parse(Sample);

        ref readonly var terms = ref policy.TermsOf(policy.StrategyNamed("momentum"), policy.InstrumentNamed("BTCUSDT"));

        Assert.True(terms.Allowed);
        Assert.Equal(Quantity.Parse("0.25"), terms.OrderQuantityMax);
        Assert.Equal(ExactNotional.From(Notional.Parse("20000")), terms.OrderNotionalMax);
        Assert.Equal(64, terms.UnansweredOrdersMax);
    }

    [Fact]
    public void HashesTheBytesItWasReadFrom()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var commented = Encoding.UTF8.GetBytes(Sample + "// the same limits, other bytes\n");

        Assert.Equal(SHA256.HashData(bytes), PolicyFile.Parse(bytes).Hash.ToArray());
        Assert.Equal(bytes, PolicyFile.Parse(bytes).Source.ToArray());
        Assert.Equal(SHA256.HashData(commented), PolicyFile.Parse(commented).Hash.ToArray());
    }

    [Fact]
    public void KeepsNothingOfTheCallersBuffer()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var policy = PolicyFile.Parse(bytes);

        bytes.AsSpan().Clear();

        Assert.Equal(Sample, Encoding.UTF8.GetString(policy.Source));
        Assert.Equal("momentum", policy.Strategies[0].Name);
    }

    [Fact]
    public void ReadsEveryField()
    {
        var policy = Parse(Sample);

        Assert.Equal(["demo", "alice", "bob"], policy.Operators);
        Assert.Equal(["risk-officer"], policy.Approvers);
        Assert.Equal(EngineStage.Production, policy.Stage);
        Assert.Equal(["BTC", "ETH"], policy.Assets);
        Assert.Equal(
            new QuorumTerms { ApprovalsMin = 2, SnapshotAgeNanosMax = 90_000 * Milli, ParksShortfall = false, PendingNanosMax = 60_000 * Milli },
            policy.Quorum);
        Assert.Equal(
            new BreakerTerms
            {
                AlertPercent = 70,
                AlarmPercent = 80,
                SlowPercent = 90,
                EntrySpacingNanos = 10_000 * Milli,
                DailyLoss = TradingState.Reducing,
                WeeklyLoss = TradingState.Reducing,
                Drawdown = TradingState.Halted,
                StrategyLoss = TradingState.Reducing,
                AssetLoss = TradingState.Reducing,
                LossStreak = TradingState.Reducing,
                RejectStorm = TradingState.Reducing,
                RepeatedExecution = TradingState.Reducing,
                FreeMargin = TradingState.Reducing,
            },
            policy.Breakers);
        Assert.Equal(
            new WindowTerms { DriftNanos = 60_000 * Milli, VolatilityNanos = 60_000 * Milli, VolumeNanos = 60_000 * Milli, LatencyNanos = 60_000 * Milli },
            policy.Windows);
        Assert.Equal(
            new LatencyTerms
            {
                DecisionP99NanosMax = 50 * Milli,
                SendP99NanosMax = 100 * Milli,
                AcknowledgementP99NanosMax = 1_500 * Milli,
                SamplesMin = 100,
            },
            policy.Latency);
        Assert.Equal(
            new VenueTerms
            {
                Name = "paper",
                UnansweredOrdersMax = 64,
                Rates = Rates(200, 200, 1000),
                RatesReservePercent = 20,
                StatusAgeNanosMax = MandateTerms.None,
                RejectsMax = 20,
                RejectsWindowNanos = 60_000 * Milli,
            },
            Assert.Single(policy.Venues));
        Assert.Equal(
            new SessionTerms { Name = "always", Weekdays = 127, OpensNanos = 0, ClosesNanos = 86_400_000 * Milli },
            Assert.Single(policy.Sessions));
        Assert.Equal(new GroupTerms { Name = "majors", GrossExposureMax = Notional.Parse("60000") }, Assert.Single(policy.Groups));
        Assert.Empty(policy.Blackouts);
        Assert.Empty(policy.Denials);
    }

    [Fact]
    public void ReadsEveryFieldOfWhatIsTraded()
    {
        var policy = Parse(Sample);

        Assert.Equal(
            new AccountTerms
            {
                Name = "main",
                Venue = new VenueId(0),
                Currency = "USDT",
                GrossExposureMax = Notional.Parse("100000"),
                NetExposureMax = Notional.Parse("50000"),
                LeverageMaxPercent = 300,
                ConcentrationMaxPpm = 300_000,
                HerfindahlMaxPpm = 180_000,
                OpenPositionsMax = 2,
                WorkingOrdersMax = 100,
                FreeMarginMinPpm = 250_000,
                OneSidednessMaxPpm = 750_000,
                OneSidednessPositionsMin = 2,
                FeeBpsMax = 10,
                SelfTrade = SelfTradeMode.RefuseNew,
                DailyLossMax = Notional.Parse("2000"),
                WeeklyLossMax = Notional.Parse("5000"),
                DrawdownMaxPpm = 120_000,
            },
            Assert.Single(policy.Accounts));
        Assert.Equal(
            new Instrument
            {
                Symbol = "BTCUSDT",
                Venue = new VenueId(0),
                BaseCurrency = "BTC",
                QuoteCurrency = "USDT",
                Group = 0,
                Session = 0,
                Tradable = true,
                DelistsAtNanos = MandateTerms.None,
                DelistHorizonNanos = 86_400_000 * Milli,
                TickSize = Price.Parse("1"),
                LotSize = Quantity.Parse("0.0001"),
                QuantityMin = Quantity.Parse("0.0001"),
                NotionalMin = Notional.Parse("5"),
                ReductionsExemptFromNotionalMin = true,
                OrderQuantityMax = Quantity.Parse("0.5"),
                PositionMax = Quantity.Parse("1"),
                InitialMarginPpm = 50_000,
                WorkingOrdersMax = 50,
                Rates = Rates(100, 100, 500),
                QuoteJumpBpsMax = 300,
                QuoteGoodMin = 3,
                SecondSourceBpsMax = MandateTerms.None,
            },
            policy.Instruments[0]);
        Assert.Equal(
            new StrategyTerms
            {
                Name = "mean-reversion",
                Rates = Rates(10, 10, 50),
                ProposalIdGapMax = 1_000_000,
                SameContentMax = 3,
                SameContentWindowNanos = 1_000 * Milli,
                ExecutionsMax = 500,
                ExecutionsWindowNanos = 86_400_000 * Milli,
                OrdersPerFillMax = 50,
                OrdersPerFillSamplesMin = 100,
                OrdersPerFillWindowNanos = 3_600_000 * Milli,
                AccumulatedNotionalMax = Notional.Parse("500000"),
                AccumulatedWindowNanos = 3_600_000 * Milli,
                WorkingOrdersMax = 50,
                CoolDownAfterCloseNanos = 0,
                CoolDownAfterLossNanos = 5_000 * Milli,
                LossStreakMax = 20,
                RejectsMax = 10,
                RejectsWindowNanos = 60_000 * Milli,
                FatFingerSamplesMin = 1_000,
            },
            policy.Strategies[1]);
        Assert.Equal(
            new Mandate
            {
                Strategy = new StrategyId(1),
                Instrument = new InstrumentId(1),
                Account = new AccountId(0),
                Sides = 3,
                Types = 7,
                TimesInForce = 15,
                OrderQuantityMax = Quantity.Parse("50"),
                PositionMax = Quantity.Parse("150"),
            },
            policy.Mandates[3]);
        Assert.Equal(
            new AllocationTerms
            {
                Account = new AccountId(0),
                Strategy = null,
                Asset = 1,
                ExposureMax = Notional.Parse("60000"),
                LossMax = Notional.Parse("3000"),
            },
            policy.Allocations[3]);
    }

    [Fact]
    public void ReadsWhatTheSampleLeavesOut()
    {
        var policy = Parse(Sample
            .Replace("\"denials\": []", "\"denials\": [{ \"strategy\": \"momentum\", \"instrument\": \"ETHUSDT\", \"side\": \"Sell\", \"reason\": \"borrow\" }]", StringComparison.Ordinal)
            .Replace("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-01-31T22:00:00Z\", \"until\": \"2026-01-31T22:00:01Z\", \"venue\": \"paper\", \"reason\": \"upkeep\" }]", StringComparison.Ordinal)
            .Replace("\"delistHorizonMillis\"", "\"delistsAt\": \"2026-06-01T00:00:00Z\", \"delistHorizonMillis\"", StringComparison.Ordinal)
            .Replace("\"opens\": \"00:00\"", "\"opens\": \"09:30\"", StringComparison.Ordinal));

        Assert.Equal(
            new DenialTerms { Strategy = new StrategyId(0), Instrument = new InstrumentId(1), Venue = null, Side = OrderSide.Sell, Reason = "borrow" },
            Assert.Single(policy.Denials));
        Assert.Equal(
            new BlackoutTerms
            {
                FromNanos = 1_769_896_800_000 * Milli,
                UntilNanos = 1_769_896_801_000 * Milli,
                Instrument = null,
                Venue = new VenueId(0),
                Reason = "upkeep",
            },
            Assert.Single(policy.Blackouts));
        Assert.Equal(1_780_272_000_000 * Milli, policy.Instruments[0].DelistsAtNanos);
        Assert.Equal(34_200_000 * Milli, policy.Sessions[0].OpensNanos);
        ref readonly var denied = ref policy.TermsOf(new StrategyId(0), new InstrumentId(1));
        Assert.Equal(2, denied.DeniedSides);
        Assert.Equal(1_780_185_600_000 * Milli, denied.EntriesEndNanos);
    }

    [Fact]
    public void CompilesEveryLimitOfTheStrictestScope()
    {
        var keys = Enum.GetValues<LimitKey>();
        foreach (var key in keys)
        {
            var spec = PolicyCatalog.Limit(key);
            foreach (var scope in new[] { "venues:paper", "strategies:alpha", "instruments:AAA", "mandates:alpha/AAA" })
            {
                var strict = spec.Loosening == Loosening.Higher ? Written(spec, spec.Min) : Written(spec, Strictest(spec));
                var policy = new TestPolicy().With(scope, "limits", $"{{ \"{spec.Name}\": {strict} }}").Build();

                var wide = new TestPolicy().Build().TermsOf(new StrategyId(0), new InstrumentId(0));
                var terms = policy.TermsOf(new StrategyId(0), new InstrumentId(0));
                var others = policy.TermsOf(new StrategyId(1), new InstrumentId(0));

                Assert.True(!Same(terms, wide), $"{scope}.limits.{spec.Name} changed nothing");
                Assert.Equal(scope is "venues:paper" or "instruments:AAA", !Same(others, new TestPolicy().Build().TermsOf(new StrategyId(1), new InstrumentId(0))));
            }
        }

        static long Strictest(PolicyKey spec) => spec.Kind == PolicyKind.Notional ? 1 : spec.Max;
        static bool Same(MandateTerms left, MandateTerms right) => left.Equals(right);
    }

    [Fact]
    public void LeavesAPairWithoutMandateForbidden()
    {
        var policy = new TestPolicy().Build();

        ref readonly var terms = ref policy.TermsOf(policy.StrategyNamed("beta"), policy.InstrumentNamed("BBB"));

        Assert.False(terms.Allowed);
        Assert.Equal(-1, terms.Account);
    }

    [Fact]
    public void RefusesAnyMissingKeyWithLineAndPath()
    {
        foreach (var (key, owner, node) in Values())
        {
            var errors = ErrorsOf(Text.Without(node));
            var missing = $"line {owner.Line}: {node.Path}: is missing";

            if (key.Optional || node.Path.Contains(".limits.", StringComparison.Ordinal))
            {
                Assert.Fail($"the sample has the optional {node.Path}, which this test does not expect");
            }

            Assert.Contains(missing, errors);
        }
    }

    [Fact]
    public void RefusesAnyKeyThatStandsTwiceOrIsNone()
    {
        foreach (var (key, owner, node) in Values())
        {
            Assert.Contains($"line {owner.Line}: {node.Path}X: is not a key of a policy", ErrorsOf(Text.WithMember(owner, key.Name + "X", "1")));
            Assert.Contains(ErrorsOf(Text.WithMember(owner, key.Name, Text.Raw(node))), e => e.EndsWith($"{node.Path}: stands twice", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void RefusesAnyValueOfAnotherKindWithLineAndPath()
    {
        foreach (var (key, _, node) in Values())
        {
            foreach (var (json, what) in WrongKinds(key))
            {
                Assert.Contains($"line {node.Line}: {node.Path}: {what}", ErrorsOf(Text.With(node, json)));
            }
        }
    }

    [Fact]
    public void TakesEveryWholeNumberAtItsBoundsAndNoneBeyond()
    {
        var tried = 0;
        foreach (var (key, _, node) in Values().Where(v => IsWhole(v.Key)))
        {
            Assert.DoesNotContain(ErrorsOrNone(Text.With(node, $"{key.Min}")), OutsideOf(node));
            Assert.DoesNotContain(ErrorsOrNone(Text.With(node, $"{key.Max}")), OutsideOf(node));
            foreach (var beyond in new[] { (Int128)key.Min - 1, (Int128)key.Max + 1, (Int128)long.MaxValue + 1 })
            {
                Assert.Contains(
                    $"line {node.Line}: {node.Path}: '{beyond}' is outside {key.Min} to {key.Max}", ErrorsOf(Text.With(node, $"{beyond}")));
            }

            tried++;
        }

        Assert.True(tried > 80);

        static Predicate<string> OutsideOf(PolicyNode node) => e => e.Contains($"{node.Path}: ", StringComparison.Ordinal)
            && e.Contains("is outside", StringComparison.Ordinal);
    }

    [Fact]
    public void TakesEveryFractionAtItsBoundsAndNoneBeyond()
    {
        foreach (var (key, _, node) in Values().Where(v => v.Key.Kind == PolicyKind.Fraction))
        {
            var (min, max) = (FixedPoint.Format(key.Min * 100), FixedPoint.Format(key.Max * 100));
            var outside = $"line {node.Line}: {node.Path}: must be \"{min}\" to \"{max}\"";

            Assert.DoesNotContain(outside, ErrorsOrNone(Text.With(node, $"\"{min}\"")));
            Assert.DoesNotContain(outside, ErrorsOrNone(Text.With(node, $"\"{max}\"")));
            Assert.Contains(outside, ErrorsOf(Text.With(node, $"\"{FixedPoint.Format(key.Max * 100 + 1)}\"")));
            Assert.Contains(outside, ErrorsOf(Text.With(node, $"\"{FixedPoint.Format(key.Min * 100 - 1)}\"")));
            Assert.Contains($"line {node.Line}: {node.Path}: has more than 6 decimals", ErrorsOf(Text.With(node, $"\"{FixedPoint.Format(key.Max * 100 - 1)}\"")));
        }
    }

    [Theory]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"1e-2\"", "instruments[1].tickSize: '1e-2' is not a plain decimal number")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\"", "instruments[1].tickSize: '' is not a plain decimal number")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"0.000000001\"", "instruments[1].tickSize: '0.000000001' has more than 8 decimals")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"92233720368.54775808\"", "instruments[1].tickSize: '92233720368.54775808' is beyond 92233720368.54775807")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"0\"", "instruments[1].tickSize: must be above 0")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"-0.01\"", "instruments[1].tickSize: must be above 0")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\\u0031\"", "instruments[1].tickSize: must be written without escapes")]
    [InlineData("\"tickSize\": \"0.01\"", "\"tickSize\": \"\\ud800\"", "instruments[1].tickSize: must be written without escapes")]
    [InlineData("\"tickSize\": \"0.01\",", "\"tickSize\": \"0.01\", \"t\\u0069ckSize\": 1,", "instruments[1].t\\u0069ckSize: is not a key of a policy")]
    [InlineData("\"orderQuantityMax\": \"0.5\"", "\"orderQuantityMax\": \"10000000000.00000001\"", "instruments[0].orderQuantityMax: must not be above 10000000000")]
    [InlineData("\"quantityMin\": \"0.001\"", "\"quantityMin\": \"0.00105\"", "instruments[1].quantityMin: is not a multiple of the lot 0.0001")]
    [InlineData("\"positionMax\": \"1\"", "\"positionMax\": \"-1\"", "instruments[0].positionMax: must not be below 0")]
    [InlineData("\"notionalMin\": \"5\"", "\"notionalMin\": \"-5\"", "instruments[0].notionalMin: must not be below 0")]
    [InlineData("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": \"-0.00000001\"", "accounts[0].dailyLossMax: must not be below 0")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 1500.0", "limits.quoteAgeMillisMax: '1500.0' is not a whole number")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": 15e2", "limits.quoteAgeMillisMax: '15e2' is not a whole number")]
    [InlineData("\"quoteAgeMillisMax\": 1500", "\"quoteAgeMillisMax\": \"none\"", "limits.quoteAgeMillisMax: must be a whole number, not in quotes")]
    [InlineData("\"volumePercentMax\": \"none\"", "\"volumePercentMax\": \"None\"", "limits.volumePercentMax: must be a whole number, not in quotes")]
    [InlineData("\"stage\": \"Production\"", "\"stage\": \"production\"", "stage: 'production' is none of Alpha, Production")]
    [InlineData("\"selfTrade\": \"RefuseNew\"", "\"selfTrade\": \"Refuse\"", "accounts[0].selfTrade: 'Refuse' is none of RefuseNew, CancelResting, Shrink")]
    [InlineData("\"name\": \"sample\"", "\"name\": \"\"", "name: '' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .")]
    [InlineData("\"name\": \"sample\"", "\"name\": \"é\"", "name: '?' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .")]
    [InlineData("\"name\": \"sample\"", "\"name\": \"123456789012345678901234567890123\"", "name: '123456789012345678901234567890123' is not a name: 1 to 32 of A-Z a-z 0-9 - _ .")]
    [InlineData("\"operators\": [\"demo\", ", "\"operators\": [\"alice\", ", "keys.operators[1]: 'alice' stands twice")]
    [InlineData("\"opens\": \"00:00\"", "\"opens\": \"24:01\"", "sessions[0].opens: '24:01' is not a time of day from 00:00 to 24:00")]
    [InlineData("\"opens\": \"00:00\"", "\"opens\": \"9:30\"", "sessions[0].opens: '9:30' is not a time of day from 00:00 to 24:00")]
    [InlineData("\"opens\": \"00:00\"", "\"opens\": \"00:60\"", "sessions[0].opens: '00:60' is not a time of day from 00:00 to 24:00")]
    public void RefusesAWrongValueWithLineAndPath(string text, string replacement, string error) =>
        Assert.Equal($"line {LineOf(text)}: {error}", Assert.Single(ErrorsOf(With(text, replacement))));

    [Theory]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-01-31 22:00:00\", \"until\": \"2026-02-01T00:00:00Z\", \"reason\": \"x\" }]", "blackouts[0].from: '2026-01-31 22:00:00' is not a time in UTC from 2000 to 2199 like 2026-01-31T22:00:00Z")]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-02-30T22:00:00Z\", \"until\": \"2026-02-01T00:00:00Z\", \"reason\": \"x\" }]", "blackouts[0].from: '2026-02-30T22:00:00Z' is not a time in UTC from 2000 to 2199 like 2026-01-31T22:00:00Z")]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"1999-12-31T22:00:00Z\", \"until\": \"2026-02-01T00:00:00Z\", \"reason\": \"x\" }]", "blackouts[0].from: '1999-12-31T22:00:00Z' is not a time in UTC from 2000 to 2199 like 2026-01-31T22:00:00Z")]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-02-01T00:00:00Z\", \"until\": \"2026-02-01T00:00:00Z\", \"reason\": \"x\" }]", "blackouts[0].until: must be after from")]
    [InlineData("\"blackouts\": []", "\"blackouts\": [{ \"from\": \"2026-01-01T00:00:00Z\", \"until\": \"2026-02-01T00:00:00Z\", \"instrument\": \"XRPUSDT\", \"reason\": \"x\" }]", "blackouts[0].instrument: 'XRPUSDT' is not defined")]
    [InlineData("\"closes\": \"24:00\"", "\"closes\": \"00:00\"", "sessions[0].closes: must be after opens")]
    [InlineData("\"denials\": []", "\"denials\": [{ \"side\": \"Both\", \"reason\": \"x\" }]", "denials[0].side: 'Both' is none of Buy, Sell")]
    [InlineData("\"denials\": []", "\"denials\": [{ \"strategy\": \"momentun\", \"reason\": \"x\" }]", "denials[0].strategy: 'momentun' is not defined")]
    [InlineData("\"alarmPercent\": 80", "\"alarmPercent\": 70", "breakers.alarmPercent: must be above alertPercent")]
    [InlineData("\"slowPercent\": 90", "\"slowPercent\": 80", "breakers.slowPercent: must be above alarmPercent")]
    [InlineData("\"netExposureMax\": \"50000\"", "\"netExposureMax\": \"100000.00000001\"", "accounts[0].netExposureMax: can never bind: grossExposureMax is less")]
    [InlineData("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": { \"orderNotionalMax\": \"25000\" }", "strategies[0].limits.orderNotionalMax: can never bind: the policy's own limit is as strict")]
    [InlineData("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": { \"confidenceMin\": \"0.49\" }", "strategies[0].limits.confidenceMin: can never bind: the policy's own limit is as strict")]
    [InlineData("\"limits\": { \"orderNotionalMax\": \"20000\" }", "\"limits\": { \"submitsMax\": 1 }", "strategies[0].limits.submitsMax: is not a key of a policy")]
    [InlineData("\"orderQuantityMax\": \"0.25\"", "\"orderQuantityMax\": \"0.5001\"", "mandates[0].orderQuantityMax: can never bind: the instrument's is less")]
    [InlineData("\"orderQuantityMax\": \"0.25\"", "\"orderQuantityMax\": \"0.00009\"", "mandates[0].orderQuantityMax: is below quantityMin and lets nothing pass: write it as \"0\"")]
    [InlineData("\"account\": \"main\", \"strategy\": \"momentum\", ", "\"account\": \"main\", ", "allocations[0].account: must be followed by either strategy or asset")]
    [InlineData("\"account\": \"main\", \"asset\": \"ETH\", ", "\"account\": \"main\", \"asset\": \"XRP\", ", "allocations[3].asset: 'XRP' is the baseCurrency of no instrument")]
    [InlineData("\"account\": \"main\", \"asset\": \"ETH\", ", "\"account\": \"main\", \"asset\": \"BTC\", ", "allocations[3].asset: is allocated by allocations[2]")]
    public void RefusesWhatContradictsTheRest(string text, string replacement, string error) =>
        Assert.Contains($"line {LineOf(text)}: {error}", ErrorsOf(With(text, replacement)));

    [Fact]
    public void RefusesAQuantityBelowTheSmallestOfTheInstrument()
    {
        var node = Find("instruments[0].positionMax");

        Assert.Contains(
            $"line {node.Line}: {node.Path}: is below quantityMin and lets nothing be held: write it as \"0\"",
            ErrorsOf(Text.With(node, "\"0.00009\"")));
        Assert.Contains(
            $"line {Find("instruments[0].orderQuantityMax").Line}: instruments[0].orderQuantityMax: is below quantityMin and lets nothing pass: write it as \"0\"",
            ErrorsOf(Text.With(Find("instruments[0].orderQuantityMax"), "\"0.00009\"")));
    }

    [Theory]
    [InlineData("mandates[0].strategy", "momentun")]
    [InlineData("mandates[0].instrument", "XRPUSDT")]
    [InlineData("mandates[0].account", "side")]
    [InlineData("accounts[0].venue", "exchange")]
    [InlineData("instruments[1].venue", "exchange")]
    [InlineData("instruments[1].group", "minors")]
    [InlineData("instruments[1].session", "never")]
    [InlineData("allocations[0].account", "side")]
    [InlineData("allocations[0].strategy", "momentun")]
    public void RefusesANameNobodyDefines(string path, string name) => Assert.Contains(
        $"line {Find(path).Line}: {path}: '{name}' is not defined", ErrorsOf(Text.With(Find(path), $"\"{name}\"")));

    [Theory]
    [InlineData("strategies[1].name", "momentum", "strategies[0]")]
    [InlineData("instruments[1].symbol", "BTCUSDT", "instruments[0]")]
    public void RefusesANameThatIsTaken(string path, string name, string owner) => Assert.Contains(
        $"line {Find(path).Line}: {path}: '{name}' is taken by {owner}", ErrorsOf(Text.With(Find(path), $"\"{name}\"")));

    [Theory]
    [InlineData("venues")]
    [InlineData("accounts")]
    [InlineData("sessions")]
    [InlineData("groups")]
    public void RefusesASecondEntryOfTheSameName(string list)
    {
        var node = Find(list);

        Assert.Contains(
            ErrorsOf(Text.WithElement(node, Text.Raw(node.Children[0]))),
            e => e.EndsWith($": {list}[1].name: '{node.Children[0].Children[0].Text}' is taken by {list}[0]", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesAPairMandatedTwice()
    {
        var list = Find("mandates");

        Assert.Contains(
            ErrorsOf(Text.WithElement(list, Text.Raw(list.Children[0]))),
            e => e.EndsWith("mandates[1].instrument: this strategy and instrument are mandated by mandates[0]", StringComparison.Ordinal));
    }

    [Fact]
    public void RefusesAMandateWhoseAccountIsElsewhereOrInAnotherCurrency()
    {
        var venues = Find("venues");
        var elsewhere = Text.Raw(venues.Children[0]).Replace("\"paper\"", "\"other\"", StringComparison.Ordinal);
        var added = new PolicyText(Text.WithElement(venues, elsewhere));
        var moved = new PolicyText(added.With(FindIn(added, "instruments[0].venue"), "\"other\""));
        var json = moved.With(FindIn(moved, "instruments[1].quoteCurrency"), "\"USDC\"");
        var lines = new PolicyText(json);

        Assert.Equal(
            [
                $"line {FindIn(lines, "mandates[0].account").Line}: mandates[0].account: 'main' is at another venue than 'BTCUSDT'",
                $"line {FindIn(lines, "mandates[1].account").Line}: mandates[1].account: is in 'USDT' but the instrument is quoted in 'USDC'",
                $"line {FindIn(lines, "mandates[2].account").Line}: mandates[2].account: 'main' is at another venue than 'BTCUSDT'",
                $"line {FindIn(lines, "mandates[3].account").Line}: mandates[3].account: is in 'USDT' but the instrument is quoted in 'USDC'",
            ],
            ErrorsOf(json));
    }

    [Fact]
    public void RefusesAMandateNothingIsAllocatedTo()
    {
        var list = Find("allocations");

        Assert.Equal(
            [
                $"line {list.Line}: allocations: account 'main' allocates nothing to asset 'BTC'",
                $"line {list.Line}: allocations: account 'main' allocates nothing to asset 'ETH'",
                $"line {list.Line}: allocations: account 'main' allocates nothing to strategy 'mean-reversion'",
            ],
            ErrorsOf(Text.With(list, $"[ {Text.Raw(list.Children[0])} ]")));
    }

    [Fact]
    public void RefusesAnEmptyListAndAListThatIsNone()
    {
        foreach (var (key, _, node) in Values().Where(v => v.Key.Kind is PolicyKind.Sections or PolicyKind.Names or PolicyKind.Choices))
        {
            Assert.Equal(!key.MayBeEmpty, ErrorsOrNone(Text.With(node, "[]")).Contains($"line {node.Line}: {node.Path}: must not be empty"));
            Assert.Contains($"line {node.Line}: {node.Path}: must be a list", ErrorsOf(Text.With(node, "{}")));
        }
    }

    [Fact]
    public void AcceptsEveryLimitAtZero()
    {
        foreach (var (key, _, node) in Values().Where(v => v.Key.Kind is PolicyKind.Notional or PolicyKind.Quantity))
        {
            Assert.DoesNotContain(
                ErrorsOrNone(Text.With(node, "\"0\"")), e => e.Contains($": {node.Path}: ", StringComparison.Ordinal));
            if (key.Kind == PolicyKind.Notional)
            {
                Assert.DoesNotContain(
                    ErrorsOrNone(Text.With(node, "\"92233720368.54775807\"")),
                    e => e.Contains($": {node.Path}: ", StringComparison.Ordinal) && !e.Contains("can never bind", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void ReportsEveryErrorAtOnceInTheOrderOfLines()
    {
        var json = With("\"version\": 1", "\"version\": -1")
            .Replace("\"ttlMillis\": 500", "\"ttl\": 500", StringComparison.Ordinal)
            .Replace("\"dailyLossMax\": \"2000\"", "\"dailyLossMax\": 2000", StringComparison.Ordinal)
            .Replace("\"lotSize\": \"0.0001\"", "\"lotSize\": \"0\"", StringComparison.Ordinal)
            .Replace("\"tradable\": true", "\"tradable\": null", StringComparison.Ordinal)
            .Replace("      \"account\": \"main\"", "      \"account\": \"maim\"", StringComparison.Ordinal);

        var errors = ErrorsOf(json);

        Assert.Equal(12, errors.Count);
        Assert.Equal(errors.OrderBy(LineNumber), errors);
        Assert.Contains($"line {LineOf("\"ttlMillis\"")}: seal.ttlMillis: is missing", errors);
        Assert.Equal(4, errors.Count(e => e.EndsWith("'maim' is not defined", StringComparison.Ordinal)));
    }

    [Fact]
    public void TellsAThousandErrorsAndCountsTheRest()
    {
        var errors = ErrorsOf("{ \"instruments\": [" + string.Concat(Enumerable.Repeat("{},", 60_000)) + "] }");

        Assert.Equal(1001, errors.Count);
        Assert.EndsWith(" more errors", errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n\n{ \"name\": }", 3)]
    [InlineData("{ \"name\": \"a\" }\n{}", 2)]
    [InlineData("{\n/* never closed", 2)]
    [InlineData("{\n\"name\": 01 }", 2)]
    [InlineData("{\n\"name\": NaN }", 2)]
    [InlineData("{\n\"name\": \"a\nb\" }", 2)]
    [InlineData("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]", 1)]
    public void RefusesTextThatIsNotJson(string json, int line)
    {
        var error = Assert.Single(ErrorsOf(json));

        Assert.StartsWith($"line {line}: policy: is not JSON: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusesAByteOrderMark() =>
        Assert.Equal(
            "line 1: policy: starts with a byte order mark; save it as UTF-8 without one",
            Assert.Single(ErrorsOf([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample)])));

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void RefusesInvalidUtf8(byte[] wrong) =>
        Assert.Equal(
            "line 3: policy: is not valid UTF-8",
            Assert.Single(ErrorsOf([.. "{\n// é\n// "u8, .. wrong, .. "\n}"u8])));

    [Fact]
    public void TakesAFileOfTheLargestSizeAndRefusesOneByteMore()
    {
        var largest = new byte[PolicyFile.BytesMax];
        largest.AsSpan().Fill((byte)' ');
        Encoding.UTF8.GetBytes(Sample, largest);

        Assert.Equal("sample", PolicyFile.Parse(largest).Name);
        Assert.Equal("line 1: policy: is larger than 196608 bytes", Assert.Single(ErrorsOf([.. largest, (byte)' '])));
    }

    [Fact]
    public void AnswersAnyBytesWithAPolicyOrItsErrors()
    {
        var seed = Environment.GetEnvironmentVariable("CHRONOS_FUZZ_SEED") is { } text ? int.Parse(text) : Environment.TickCount;
        output.WriteLine($"seed {seed} (set CHRONOS_FUZZ_SEED to repeat)");
        var random = new Random(seed);
        var sample = Encoding.UTF8.GetBytes(Sample);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var json = Mutated(random, sample);
            try
            {
                accepted += PolicyFile.Parse(json).Version > 0 ? 1 : 0;
            }
            catch (PolicyException e)
            {
                Assert.NotEmpty(e.Errors);
                Assert.All(e.Errors, error => Assert.StartsWith("line ", error, StringComparison.Ordinal));
                Assert.DoesNotContain('\n', string.Concat(e.Errors));
            }
        }

        output.WriteLine($"{accepted} of 20000 accepted");
        Assert.InRange(accepted, 1, 19_999);
    }

    private static byte[] Mutated(Random random, byte[] sample)
    {
        var json = sample.ToList();
        for (var mutations = random.Next(4); mutations >= 0; mutations--)
        {
            var at = random.Next(json.Count);
            var some = Math.Min(random.Next(80), json.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    json[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    json[at] = (byte)Alphabet[random.Next(Alphabet.Length)];
                    break;
                case 2:
                    json.InsertRange(at, sample.Skip(random.Next(sample.Length)).Take(some));
                    break;
                case 3:
                    json.RemoveRange(at, some);
                    break;
                case 4 when random.Next(10) == 0:
                    json.RemoveRange(at, json.Count - at);
                    break;
                default:
                    json[at] = (byte)random.Next(256);
                    break;
            }

            if (json.Count == 0)
            {
                break;
            }
        }

        return [.. json];
    }

    /// <summary>Every value the sample has, but those below its narrower limits, with its key and the object it is in.</summary>
    private static IEnumerable<(PolicyKey Key, PolicyNode Owner, PolicyNode Node)> Values() => Values(PolicyCatalog.Root, Text.Root);

    private static IEnumerable<(PolicyKey Key, PolicyNode Owner, PolicyNode Node)> Values(string section, PolicyNode owner)
    {
        foreach (var key in PolicyCatalog.Of(section).Where(k => !k.Optional || k.Kind is not (PolicyKind.Section or PolicyKind.Text)))
        {
            if (owner.Children.Find(c => c.Key == key.Name) is not { } node)
            {
                Assert.True(key.Optional, $"the sample lacks {key.Name}");
                continue;
            }

            if (!key.Optional)
            {
                yield return (key, owner, node);
            }

            foreach (var inner in key.Kind switch
            {
                PolicyKind.Section => Values(key.Name, node),
                PolicyKind.Sections => node.Children.SelectMany(entry => Values(key.Name, entry)),
                _ => [],
            })
            {
                yield return inner;
            }
        }
    }

    private static (string Json, string What)[] WrongKinds(PolicyKey key) => key.Kind switch
    {
        PolicyKind.Name => [("7", "must be a string"), ("null", "must be a string"), ("\"a b\"", key.Section is "" or "denials" or "blackouts" || key.Name is "name" or "symbol" or "baseCurrency" or "quoteCurrency" or "currency" ? "'a b' is not a name: 1 to 32 of A-Z a-z 0-9 - _ ." : "'a b' is not defined")],
        PolicyKind.Choice => [("7", "must be a string"), ("\"Some\"", $"'Some' is none of {string.Join(", ", key.Words)}")],
        PolicyKind.Flag => [("\"true\"", "must be true or false"), ("1", "must be true or false"), ("null", "must be true or false")],
        PolicyKind.Names or PolicyKind.Choices or PolicyKind.Sections => [("\"x\"", "must be a list")],
        PolicyKind.Section => [("500", "must be an object"), ("[]", "must be an object")],
        PolicyKind.TimeOfDay => [("9", "must be a time of day, written as a string")],
        PolicyKind.Instant => [("9", "must be a time, written as a string")],
        PolicyKind.Fraction or PolicyKind.Step or PolicyKind.PriceStep or PolicyKind.Quantity or PolicyKind.Notional =>
        [
            ("1", "must not be a JSON number: write it as a string"),
            ("true", "must be a decimal number, written as a string"),
            ("null", "must be a decimal number, written as a string"),
            ("\"1e3\"", "'1e3' is not a plain decimal number"),
        ],
        _ =>
        [
            ("\"7\"", "must be a whole number, not in quotes"), ("1.5", "'1.5' is not a whole number"),
            ("null", "must be a whole number, not in quotes"),
        ],
    };

    private static bool IsWhole(PolicyKey key) =>
        key.Kind is PolicyKind.Count or PolicyKind.Millis or PolicyKind.Micros or PolicyKind.Bps or PolicyKind.Percent;

    private static string Written(PolicyKey key, long value) => key.Kind switch
    {
        PolicyKind.Notional => $"\"{FixedPoint.Format(value)}\"",
        PolicyKind.Fraction => $"\"{FixedPoint.Format(value * 100)}\"",
        _ => $"{value}",
    };

    private static PolicyNode Find(string path) => FindIn(Text, path);

    private static PolicyNode FindIn(PolicyText text, string path) => Nodes(text.Root).Single(n => n.Path == path);

    private static IEnumerable<PolicyNode> Nodes(PolicyNode node) => node.Children.SelectMany(Nodes).Prepend(node);

    private static RateTerms Rates(int submits, int amends, int cancels) =>
        new() { SubmitsMax = submits, AmendsMax = amends, CancelsMax = cancels, WindowNanos = 1_000 * Milli };

    private static IReadOnlyList<string> ErrorsOrNone(byte[] json)
    {
        try
        {
            PolicyFile.Parse(json);
            return [];
        }
        catch (PolicyException e)
        {
            return e.Errors;
        }
    }

    private static Policy Parse(string json) => PolicyFile.Parse(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<string> ErrorsOf(string json) => ErrorsOf(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<string> ErrorsOf(byte[] json)
    {
        var errors = Assert.Throws<PolicyException>(() => PolicyFile.Parse(json)).Errors;
        Assert.All(errors, e => Assert.Matches(@"\Aline [1-9][0-9]*: [^:]+: .+\z", e));
        Assert.Equal(errors.Distinct(), errors);
        return errors;
    }

    private static string With(string text, string replacement)
    {
        var at = Sample.IndexOf(text, StringComparison.Ordinal);
        Assert.True(at >= 0, $"the sample has no {text}");
        return Sample[..at] + replacement + Sample[(at + text.Length)..];
    }

    private static int LineOf(string text) =>
        1 + Sample[..Sample.IndexOf(text, StringComparison.Ordinal)].Count(c => c == '\n');

    private static int LineNumber(string error) => int.Parse(error.AsSpan(5, error.IndexOf(':', StringComparison.Ordinal) - 5));
}
