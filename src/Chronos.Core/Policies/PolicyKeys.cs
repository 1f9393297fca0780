namespace Chronos.Core.Policies;

/// <summary>The keys of a policy file, object by object. All are required and there are no others.</summary>
internal static class PolicyKeys
{
    public static readonly string[] Root =
        ["name", "version", "seal", "keys", "quorum", "venues", "accounts", "instruments", "strategies", "mandates"];

    public static readonly string[] Seal = ["ttlMillis"];

    public static readonly string[] Keys = ["approvers"];

    public static readonly string[] Quorum = ["approvalsMin", "snapshotAgeMillisMax", "shortfall", "pendingMillisMax"];

    public static readonly string[] Venue = ["name", "unansweredOrdersMax"];

    public static readonly string[] Account =
        ["name", "venue", "currency", "grossExposureMax", "dailyLossMax", "leverageMaxPercent"];

    public static readonly string[] Instrument =
    [
        "symbol", "venue", "baseCurrency", "quoteCurrency", "tradable", "tickSize", "lotSize", "quantityMin", "notionalMin",
        "reductionsExemptFromNotionalMin", "orderQuantityMax", "orderNotionalMax", "positionMax", "collarBps",
        "slippageBpsMax", "displayedSizePercentMax", "quoteAgeMillisMax",
    ];

    public static readonly string[] Strategy =
        ["name", "messagesMax", "messagesWindowMillis", "confidenceMin", "proposalAgeMillisMax", "orderNotionalMax"];

    public static readonly string[] Mandate = ["strategy", "instrument", "account", "orderQuantityMax"];
}
