using Chronos.Core.Policies;

namespace Chronos.Bench;

/// <summary>
/// The policy of all runs: two strategies, two instruments, one account, every limit set and none of them near, so that
/// every gate is evaluated and passes. Ages are long because a run may be slow; nothing reads them but comparisons.
/// </summary>
internal static class BenchPolicy
{
    /// <summary>Orders handed over and not answered; the producer never has more under way.</summary>
    public const int UnansweredOrdersMax = 256;

    public static Policy Load() => PolicyFile.ParseRecorded(Source.ToArray());

    private static ReadOnlySpan<byte> Source => """
        {
          "name": "bench",
          "version": 1,
          "stage": "Production",
          "seal": { "ttlMillis": 5000 },
          "keys": { "operators": ["bench"], "approvers": [] },
          "quorum": { "approvalsMin": 2, "snapshotAgeMillisMax": 90000, "shortfall": "Block", "pendingMillisMax": 1000 },
          "breakers": {
            "alertPercent": 70, "alarmPercent": 80, "slowPercent": 90, "entrySpacingMillis": 10000,
            "dailyLoss": "Reducing", "weeklyLoss": "Reducing", "drawdown": "Halted", "strategyLoss": "Reducing",
            "assetLoss": "Reducing", "lossStreak": "Reducing", "rejectStorm": "Reducing",
            "repeatedExecution": "Reducing", "freeMargin": "Reducing",
          },
          "windows": { "driftMillis": 60000, "volatilityMillis": 60000, "volumeMillis": 60000, "latencyMillis": 60000 },
          "latency": {
            "decisionP99MicrosMax": 60000000, "sendP99MicrosMax": 60000000, "acknowledgementP99MillisMax": 60000,
            "samplesMin": 100,
          },
          "limits": {
            "orderNotionalMax": "100000", "confidenceMin": "0.50", "proposalAgeMillisMax": 60000,
            "quoteAgeMillisMax": 60000, "clockSkewMillisMax": 86400000, "collarAggressiveBps": 30,
            "collarPassiveBps": 500, "collarAggressiveTicks": 1000000, "collarPassiveTicks": 1000000,
            "collarLastBps": "none", "collarMarkBps": "none", "referenceAgeMillisMax": 60000, "driftBpsMax": 1000, "slippageBpsMax": 30,
            "spreadBpsMax": 50, "touchNotionalMin": "1", "touchPercentMax": 1000, "depthPercentMax": 1000, "volumePercentMax": "none",
            "volatilityBpsMax": 1000, "riskPerTradeMax": "1", "stopDistanceBpsMin": 10, "fatFingerPercentMax": 1000000,
          },
          "venues": [
            {
              "name": "bench", "unansweredOrdersMax": 256,
              "submitsMax": 20000, "amendsMax": 20000, "cancelsMax": 20000, "rateWindowMillis": 1,
              "ratesReservePercent": 20, "statusAgeMillisMax": "none", "rejectsMax": 1000, "rejectsWindowMillis": 1000,
            },
          ],
          "accounts": [
            {
              "name": "main", "venue": "bench", "currency": "USDT", "grossExposureMax": "1000000000",
              "netExposureMax": "1000000000", "leverageMaxPercent": 10000, "concentrationMax": "100", "herfindahlMax": "100",
              "openPositionsMax": 2, "workingOrdersMax": 100000, "freeMarginMin": "0.01", "oneSidednessMax": "1",
              "oneSidednessPositionsMin": 2, "valuationAgeMillisMax": 60000, "feeBpsMax": 10, "selfTrade": "RefuseNew", "dailyLossMax": "1000000",
              "weeklyLossMax": "2000000", "drawdownMax": "0.9",
            },
          ],
          "sessions": [
            {
              "name": "always", "opens": "00:00", "closes": "24:00",
              "weekdays": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            },
          ],
          "blackouts": [],
          "groups": [{ "name": "majors", "grossExposureMax": "1000000000" }],
          "instruments": [
            {
              "symbol": "BTCUSDT", "venue": "bench", "baseCurrency": "BTC", "quoteCurrency": "USDT", "group": "majors",
              "session": "always", "tradable": true, "delistHorizonMillis": 1, "tickSize": "1", "lotSize": "0.0001",
              "quantityMin": "0.0001", "notionalMin": "5", "reductionsExemptFromNotionalMin": true,
              "orderQuantityMax": "0.5", "positionMax": "100000", "initialMargin": "0.05", "workingOrdersMax": 100000,
              "submitsMax": 20000, "amendsMax": 20000, "cancelsMax": 20000, "rateWindowMillis": 1,
              "quoteJumpBpsMax": 1000, "quoteGoodMin": 3, "secondSourceBpsMax": "none",
            },
            {
              "symbol": "ETHUSDT", "venue": "bench", "baseCurrency": "ETH", "quoteCurrency": "USDT", "group": "majors",
              "session": "always", "tradable": true, "delistHorizonMillis": 1, "tickSize": "0.01", "lotSize": "0.0001",
              "quantityMin": "0.001", "notionalMin": "5", "reductionsExemptFromNotionalMin": true,
              "orderQuantityMax": "60", "positionMax": "100000", "initialMargin": "0.05", "workingOrdersMax": 100000,
              "submitsMax": 20000, "amendsMax": 20000, "cancelsMax": 20000, "rateWindowMillis": 1,
              "quoteJumpBpsMax": 1000, "quoteGoodMin": 3, "secondSourceBpsMax": "none",
            },
          ],
          "strategies": [
            {
              "name": "momentum", "submitsMax": 10000, "amendsMax": 10000, "cancelsMax": 10000, "rateWindowMillis": 1,
              "proposalIdGapMax": 1000000, "sameContentMax": 10000, "sameContentWindowMillis": 1, "executionsMax": 100000,
              "executionsWindowMillis": 1, "ordersPerFillMax": 1000, "ordersPerFillSamplesMin": 65536,
              "ordersPerFillWindowMillis": 1, "accumulatedNotionalMax": "90000000000", "accumulatedWindowMillis": 1000,
              "workingOrdersMax": 100000, "coolDownAfterCloseMillis": 0, "coolDownAfterLossMillis": 0,
              "lossStreakMax": 10000, "rejectsMax": 1000, "rejectsWindowMillis": 1000, "fatFingerSamplesMin": 1000,
            },
            {
              "name": "mean-reversion", "submitsMax": 10000, "amendsMax": 10000, "cancelsMax": 10000, "rateWindowMillis": 1,
              "proposalIdGapMax": 1000000, "sameContentMax": 10000, "sameContentWindowMillis": 1, "executionsMax": 100000,
              "executionsWindowMillis": 1, "ordersPerFillMax": 1000, "ordersPerFillSamplesMin": 65536,
              "ordersPerFillWindowMillis": 1, "accumulatedNotionalMax": "90000000000", "accumulatedWindowMillis": 1000,
              "workingOrdersMax": 100000, "coolDownAfterCloseMillis": 0, "coolDownAfterLossMillis": 0,
              "lossStreakMax": 10000, "rejectsMax": 1000, "rejectsWindowMillis": 1000, "fatFingerSamplesMin": 1000,
            },
          ],
          "mandates": [
            {
              "strategy": "momentum", "instrument": "BTCUSDT", "account": "main", "sides": ["Buy", "Sell"],
              "types": ["Limit", "Market"], "timesInForce": ["Gtc", "Ioc", "Fok", "PostOnly"],
              "orderQuantityMax": "0.25", "positionMax": "100000",
            },
            {
              "strategy": "momentum", "instrument": "ETHUSDT", "account": "main", "sides": ["Buy", "Sell"],
              "types": ["Limit", "Market"], "timesInForce": ["Gtc", "Ioc", "Fok", "PostOnly"],
              "orderQuantityMax": "50", "positionMax": "100000",
            },
            {
              "strategy": "mean-reversion", "instrument": "BTCUSDT", "account": "main", "sides": ["Buy", "Sell"],
              "types": ["Limit", "Market"], "timesInForce": ["Gtc", "Ioc", "Fok", "PostOnly"],
              "orderQuantityMax": "0.25", "positionMax": "100000",
            },
            {
              "strategy": "mean-reversion", "instrument": "ETHUSDT", "account": "main", "sides": ["Buy", "Sell"],
              "types": ["Limit", "Market"], "timesInForce": ["Gtc", "Ioc", "Fok", "PostOnly"],
              "orderQuantityMax": "50", "positionMax": "100000",
            },
          ],
          "denials": [],
          "allocations": [
            { "account": "main", "strategy": "momentum", "exposureMax": "1000000000", "lossMax": "1000000" },
            { "account": "main", "strategy": "mean-reversion", "exposureMax": "1000000000", "lossMax": "1000000" },
            { "account": "main", "asset": "BTC", "exposureMax": "1000000000", "lossMax": "1000000" },
            { "account": "main", "asset": "ETH", "exposureMax": "1000000000", "lossMax": "1000000" },
          ],
        }
        """u8;
}
