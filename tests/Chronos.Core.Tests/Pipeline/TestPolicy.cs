using System.Text;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Pipeline;

/// <summary>
/// A policy in round numbers: one venue and account, instruments AAA and BBB with the same terms, strategies alpha (both
/// instruments) and beta (AAA only). Built as text, so that it can be journaled and replayed.
/// </summary>
internal sealed record TestPolicy
{
    public uint Version { get; init; } = 1;

    public int SealTtlMillis { get; init; } = 500;

    public int ApprovalsMin { get; init; } = 2;

    public int SnapshotAgeMillisMax { get; init; } = 60_000;

    /// <summary>Block or Pending.</summary>
    public string Shortfall { get; init; } = "Block";

    public int PendingMillisMax { get; init; } = 30_000;

    /// <summary>Who may vote from outside, each name in quotes, with commas.</summary>
    public string Approvers { get; init; } = "";

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

    public int QuoteAgeMillisMax { get; init; } = 1_500;

    public int MessagesMax { get; init; } = 1_000;

    public int MessagesWindowMillis { get; init; } = 1_000;

    public string ConfidenceMin { get; init; } = "0.5";

    public int ProposalAgeMillisMax { get; init; } = 1_500;

    public string StrategyNotionalMax { get; init; } = "30000";

    public string MandateQuantityMax { get; init; } = "200";

    public Policy Build() => PolicyFile.Parse(Encoding.UTF8.GetBytes($$"""
        {
          "name": "test", "version": {{Version}}, "seal": { "ttlMillis": {{SealTtlMillis}} },
          "quorum": { "approvalsMin": {{ApprovalsMin}}, "snapshotAgeMillisMax": {{SnapshotAgeMillisMax}},
            "shortfall": "{{Shortfall}}", "pendingMillisMax": {{PendingMillisMax}} },
          "keys": { "approvers": [ {{Approvers}} ] },
          "venues": [ { "name": "paper", "unansweredOrdersMax": {{UnansweredOrdersMax}} } ],
          "accounts": [ { "name": "main", "venue": "paper", "currency": "USD", "grossExposureMax": "{{GrossExposureMax}}",
            "dailyLossMax": "{{DailyLossMax}}", "leverageMaxPercent": {{LeverageMaxPercent}} } ],
          "instruments": [ {{Instrument("AAA")}}, {{Instrument("BBB")}} ],
          "strategies": [ {{Strategy("alpha")}}, {{Strategy("beta")}} ],
          "mandates": [ {{Mandate("alpha", "AAA")}}, {{Mandate("alpha", "BBB")}}, {{Mandate("beta", "AAA")}} ]
        }
        """));

    private string Instrument(string symbol) => $$"""
        { "symbol": "{{symbol}}", "venue": "paper", "baseCurrency": "{{symbol}}", "quoteCurrency": "USD",
          "tradable": {{Word(Tradable)}}, "tickSize": "{{TickSize}}", "lotSize": "{{LotSize}}", "quantityMin": "{{QuantityMin}}",
          "notionalMin": "{{NotionalMin}}", "reductionsExemptFromNotionalMin": {{Word(ReductionsExempt)}},
          "orderQuantityMax": "{{OrderQuantityMax}}", "orderNotionalMax": "{{OrderNotionalMax}}",
          "positionMax": "{{PositionMax}}", "collarBps": {{CollarBps}}, "slippageBpsMax": {{SlippageBpsMax}},
          "displayedSizePercentMax": {{DisplayedSizePercentMax}}, "quoteAgeMillisMax": {{QuoteAgeMillisMax}} }
        """;

    private string Strategy(string name) => $$"""
        { "name": "{{name}}", "messagesMax": {{MessagesMax}}, "messagesWindowMillis": {{MessagesWindowMillis}},
          "confidenceMin": "{{ConfidenceMin}}", "proposalAgeMillisMax": {{ProposalAgeMillisMax}},
          "orderNotionalMax": "{{StrategyNotionalMax}}" }
        """;

    private string Mandate(string strategy, string instrument) => $$"""
        { "strategy": "{{strategy}}", "instrument": "{{instrument}}", "account": "main",
          "orderQuantityMax": "{{MandateQuantityMax}}" }
        """;

    private static string Word(bool value) => value ? "true" : "false";
}
