using System.Collections.Immutable;
using System.Text;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>
/// A policy in round numbers: one venue and account, instruments AAA and BBB with the same terms, strategies alpha (both
/// instruments) and beta (AAA only). The limits that have no property here are too wide to bind; <see cref="With"/>
/// sets any key. Built as text, so that it can be journaled and replayed.
/// </summary>
internal sealed record TestPolicy
{
    public uint Version { get; init; } = 1;

    public EngineStage Stage { get; init; } = EngineStage.Production;

    public int SealTtlMillis { get; init; } = 500;

    public int ApprovalsMin { get; init; } = 2;

    public int SnapshotAgeMillisMax { get; init; } = 60_000;

    /// <summary>Block or Pending.</summary>
    public string Shortfall { get; init; } = "Block";

    public int PendingMillisMax { get; init; } = 60_000;

    /// <summary>Who may vote from outside, each name in quotes, with commas.</summary>
    public string Approvers { get; init; } = "\"voter\"";

    public int UnansweredOrdersMax { get; init; } = 64;

    public string GrossExposureMax { get; init; } = "100000";

    public string DailyLossMax { get; init; } = "1000";

    public int LeverageMaxPercent { get; init; } = 300;

    public bool Tradable { get; init; } = true;

    public string TickSize { get; init; } = "1";

    public string LotSize { get; init; } = "1";

    public string QuantityMin { get; init; } = "1";

    public string NotionalMin { get; init; } = "10";

    public bool ReductionsExempt { get; init; } = true;

    public string OrderQuantityMax { get; init; } = "200";

    public string OrderNotionalMax { get; init; } = "30000";

    public string PositionMax { get; init; } = "300";

    public int CollarBps { get; init; } = 500;

    public int SlippageBpsMax { get; init; } = 1_000;

    public int DisplayedSizePercentMax { get; init; } = 1_000;

    public int DepthPercentMax { get; init; } = 1_000_000;

    public int QuoteAgeMillisMax { get; init; } = 1_500;

    public int MessagesMax { get; init; } = 1_000;

    public int MessagesWindowMillis { get; init; } = 1_000;

    public string ConfidenceMin { get; init; } = "0.5";

    public int ProposalAgeMillisMax { get; init; } = 1_500;

    /// <summary>A second account at the venue, allocated to nobody but alpha and AAA.</summary>
    public bool SecondAccount { get; init; }

    public string StrategyNotionalMax { get; init; } = "30000";

    public string MandateQuantityMax { get; init; } = "200";

    /// <summary>Keys set by hand: section, key, JSON text. They hold for every object of the section.</summary>
    private ImmutableDictionary<(string Section, string Key), string> Overrides { get; init; } =
        ImmutableDictionary<(string, string), string>.Empty;

    /// <summary>The same policy with one key of a section set to a JSON text; an object of the section is named by "section:name".</summary>
    public TestPolicy With(string section, string key, string json) =>
        this with { Overrides = Overrides.SetItem((section, key), json) };

    public string Text() => Object(
        "", "",
        ("name", "\"test\""),
        ("version", $"{Version}"),
        ("stage", $"\"{Stage}\""),
        ("seal", Object("seal", "", ("ttlMillis", $"{SealTtlMillis}"))),
        ("keys", Object("keys", "", ("operators", "[\"alice\", \"bob\", \"carol\"]"), ("approvers", $"[{Approvers}]"))),
        ("quorum", Object("quorum", "",
            ("approvalsMin", $"{ApprovalsMin}"), ("snapshotAgeMillisMax", $"{SnapshotAgeMillisMax}"),
            ("shortfall", $"\"{Shortfall}\""), ("pendingMillisMax", $"{PendingMillisMax}"))),
        ("breakers", Breakers()),
        ("windows", Object("windows", "",
            ("driftMillis", "60000"), ("volatilityMillis", "60000"), ("volumeMillis", "60000"), ("latencyMillis", "60000"))),
        ("latency", Object("latency", "",
            ("decisionP99MicrosMax", "\"none\""), ("sendP99MicrosMax", "\"none\""),
            ("acknowledgementP99MillisMax", "\"none\""), ("samplesMin", "1"))),
        ("limits", Limits()),
        ("venues", List(Venue())),
        ("accounts", SecondAccount ? List(Account("main"), Account("second")) : List(Account("main"))),
        ("sessions", List(Object("sessions", "always",
            ("name", "\"always\""),
            ("weekdays", "[\"Monday\",\"Tuesday\",\"Wednesday\",\"Thursday\",\"Friday\",\"Saturday\",\"Sunday\"]"),
            ("opens", "\"00:00\""), ("closes", "\"24:00\"")))),
        ("blackouts", "[]"),
        ("groups", List(Object("groups", "all", ("name", "\"all\""), ("grossExposureMax", Huge)))),
        ("instruments", List(Instrument("AAA"), Instrument("BBB"))),
        ("strategies", List(Strategy("alpha"), Strategy("beta"))),
        ("mandates", List(Mandate("alpha", "AAA"), Mandate("alpha", "BBB"), Mandate("beta", "AAA"))),
        ("denials", "[]"),
        ("allocations", List([
            Allocation("strategy", "alpha"), Allocation("strategy", "beta"),
            Allocation("asset", "AAA"), Allocation("asset", "BBB"),
            .. SecondAccount ? [Allocation("strategy", "alpha", "second"), Allocation("asset", "AAA", "second")] : Array.Empty<string>()])));

    /// <summary>As recorded: every limit but the one under test is too wide to bind.</summary>
    public Policy Build() => PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(Text()));

    private const string Huge = "\"92233720368\"";

    private string Breakers() => Object(
        "breakers", "",
        ("alertPercent", "70"), ("alarmPercent", "80"), ("slowPercent", "100"), ("entrySpacingMillis", "1"),
        ("dailyLoss", "\"Reducing\""), ("weeklyLoss", "\"Reducing\""), ("drawdown", "\"Reducing\""),
        ("strategyLoss", "\"Reducing\""), ("assetLoss", "\"Reducing\""), ("lossStreak", "\"Reducing\""),
        ("rejectStorm", "\"Reducing\""), ("repeatedExecution", "\"Reducing\""), ("freeMargin", "\"Reducing\""));

    private string Limits() => Object(
        "limits", "",
        ("orderNotionalMax", $"\"{OrderNotionalMax}\""), ("confidenceMin", $"\"{ConfidenceMin}\""),
        ("proposalAgeMillisMax", $"{ProposalAgeMillisMax}"), ("quoteAgeMillisMax", $"{QuoteAgeMillisMax}"),
        ("clockSkewMillisMax", "86400000"), ("collarAggressiveBps", $"{CollarBps}"), ("collarPassiveBps", "\"none\""),
        ("collarAggressiveTicks", "\"none\""), ("collarPassiveTicks", "\"none\""), ("collarLastBps", "\"none\""),
        ("collarMarkBps", "\"none\""), ("referenceAgeMillisMax", "1500"), ("driftBpsMax", "10000"), ("slippageBpsMax", $"{SlippageBpsMax}"),
        ("spreadBpsMax", "10000"), ("touchNotionalMin", "\"0\""), ("touchPercentMax", $"{DisplayedSizePercentMax}"),
        ("depthPercentMax", $"{DepthPercentMax}"),
        ("volumePercentMax", "\"none\""), ("volatilityBpsMax", "100000"), ("riskPerTradeMax", "\"1\""),
        ("stopDistanceBpsMin", "1"), ("fatFingerPercentMax", "\"none\""));

    private string Venue() => Object(
        "venues", "paper",
        [("name", "\"paper\""), ("unansweredOrdersMax", $"{UnansweredOrdersMax}"), .. Rates(2_000, 1_000),
        ("ratesReservePercent", "0"), ("statusAgeMillisMax", "\"none\""),
        ("rejectsMax", "1000"), ("rejectsWindowMillis", "1000")]);

    private string Account(string name) => Object(
        "accounts", name,
        ("name", $"\"{name}\""), ("venue", "\"paper\""), ("currency", "\"USD\""),
        ("grossExposureMax", $"\"{GrossExposureMax}\""), ("netExposureMax", $"\"{GrossExposureMax}\""),
        ("leverageMaxPercent", $"{LeverageMaxPercent}"), ("concentrationMax", "\"100\""), ("herfindahlMax", "\"100\""),
        ("openPositionsMax", "1000"), ("workingOrdersMax", "1000000"), ("freeMarginMin", "\"0\""),
        ("oneSidednessMax", "\"1\""), ("oneSidednessPositionsMin", "2"), ("valuationAgeMillisMax", "86400000"), ("feeBpsMax", "0"),
        ("selfTrade", "\"LeftToVenue\""), ("dailyLossMax", $"\"{DailyLossMax}\""), ("weeklyLossMax", Huge),
        ("drawdownMax", "\"1\""));

    private string Instrument(string symbol) => Object(
        "instruments", symbol,
        [("symbol", $"\"{symbol}\""), ("venue", "\"paper\""), ("baseCurrency", $"\"{symbol}\""), ("quoteCurrency", "\"USD\""),
        ("group", "\"all\""), ("session", "\"always\""), ("tradable", Word(Tradable)), ("delistHorizonMillis", "1"),
        ("tickSize", $"\"{TickSize}\""), ("lotSize", $"\"{LotSize}\""), ("quantityMin", $"\"{QuantityMin}\""),
        ("notionalMin", $"\"{NotionalMin}\""), ("reductionsExemptFromNotionalMin", Word(ReductionsExempt)),
        ("orderQuantityMax", $"\"{OrderQuantityMax}\""), ("positionMax", $"\"{PositionMax}\""),
        ("initialMargin", "\"0.000001\""), ("workingOrdersMax", "1000000"), .. Rates(2_000, 1_000),
        ("quoteJumpBpsMax", "100000"), ("quoteGoodMin", "1"), ("secondSourceBpsMax", "\"none\"")]);

    private string Strategy(string name) => Object(
        "strategies", name,
        [("name", $"\"{name}\""), .. Rates(MessagesMax, MessagesWindowMillis), ("proposalIdGapMax", "1000000000"),
        ("sameContentMax", "10000"), ("sameContentWindowMillis", "1"), ("executionsMax", "1000"),
        ("executionsWindowMillis", "1000"), ("ordersPerFillMax", "1000000"), ("ordersPerFillSamplesMin", "2000"),
        ("ordersPerFillWindowMillis", "1000"), ("accumulatedNotionalMax", Huge), ("accumulatedWindowMillis", "1000"),
        ("workingOrdersMax", "1000000"), ("coolDownAfterCloseMillis", "0"), ("coolDownAfterLossMillis", "0"),
        ("lossStreakMax", "10000"), ("rejectsMax", "1000"), ("rejectsWindowMillis", "1000"),
        ("fatFingerSamplesMin", "100000"),
        .. Tighter(StrategyNotionalMax, OrderNotionalMax)]);

    private string Mandate(string strategy, string instrument) => Object(
        "mandates", strategy + "/" + instrument,
        ("strategy", $"\"{strategy}\""), ("instrument", $"\"{instrument}\""), ("account", "\"main\""),
        ("sides", "[\"Buy\", \"Sell\"]"), ("types", "[\"Limit\", \"Market\", \"StopMarket\"]"),
        ("timesInForce", "[\"Gtc\", \"Ioc\", \"Fok\", \"PostOnly\"]"),
        ("orderQuantityMax", $"\"{Smaller(MandateQuantityMax, OrderQuantityMax)}\""), ("positionMax", $"\"{PositionMax}\""));

    private string Allocation(string kind, string name, string account = "main") => Object(
        "allocations", name, ("account", $"\"{account}\""), (kind, $"\"{name}\""), ("exposureMax", Huge), ("lossMax", Huge));

    private static (string, string)[] Rates(int max, int windowMillis) =>
    [
        ("submitsMax", $"{max}"), ("amendsMax", $"{max}"), ("cancelsMax", $"{max}"), ("rateWindowMillis", $"{windowMillis}"),
    ];

    /// <summary>A limit may only tighten: one that would not is left to the wider scope.</summary>
    private static (string, string)[] Tighter(string notionalMax, string widest) =>
        decimal.Parse(notionalMax, System.Globalization.CultureInfo.InvariantCulture)
        < decimal.Parse(widest, System.Globalization.CultureInfo.InvariantCulture)
            ? [("limits", $"{{ \"orderNotionalMax\": \"{notionalMax}\" }}")]
            : [];

    private static string Smaller(string left, string right) =>
        decimal.Parse(left, System.Globalization.CultureInfo.InvariantCulture)
        < decimal.Parse(right, System.Globalization.CultureInfo.InvariantCulture)
            ? left
            : right;

    private string Object(string section, string name, params (string Key, string Json)[] values)
    {
        var keys = values.ToDictionary(v => v.Key, v => v.Json);
        foreach (var ((where, key), json) in Overrides)
        {
            if (where == section || where == $"{section}:{name}")
            {
                keys[key] = json;
            }
        }

        return "{\n" + string.Join(",\n", keys.Select(k => $"  \"{k.Key}\": {k.Value}")) + "\n}";
    }

    private static string List(params string[] objects) => "[" + string.Join(", ", objects) + "]";

    private static string Word(bool value) => value ? "true" : "false";
}
