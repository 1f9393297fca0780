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

    public static Policy Load() => PolicyFile.Parse(Source.ToArray());

    private static ReadOnlySpan<byte> Source => """
        {
          "name": "bench",
          "version": 1,
          "seal": { "ttlMillis": 5000 },
          "quorum": { "approvalsMin": 2, "snapshotAgeMillisMax": 90000, "shortfall": "Block", "pendingMillisMax": 30000 },
          "keys": { "approvers": [] },
          "venues": [{ "name": "bench", "unansweredOrdersMax": 256 }],
          "accounts": [
            {
              "name": "main", "venue": "bench", "currency": "USDT", "grossExposureMax": "1000000000",
              "dailyLossMax": "1000000", "leverageMaxPercent": 300,
            },
          ],
          "instruments": [
            {
              "symbol": "BTCUSDT", "venue": "bench", "baseCurrency": "BTC", "quoteCurrency": "USDT", "tradable": true,
              "tickSize": "1", "lotSize": "0.0001", "quantityMin": "0.0001", "notionalMin": "5",
              "reductionsExemptFromNotionalMin": true, "orderQuantityMax": "0.5", "orderNotionalMax": "100000",
              "positionMax": "100000", "collarBps": 30, "slippageBpsMax": 30, "displayedSizePercentMax": 1000,
              "quoteAgeMillisMax": 60000,
            },
            {
              "symbol": "ETHUSDT", "venue": "bench", "baseCurrency": "ETH", "quoteCurrency": "USDT", "tradable": true,
              "tickSize": "0.01", "lotSize": "0.0001", "quantityMin": "0.001", "notionalMin": "5",
              "reductionsExemptFromNotionalMin": true, "orderQuantityMax": "60", "orderNotionalMax": "100000",
              "positionMax": "100000", "collarBps": 30, "slippageBpsMax": 30, "displayedSizePercentMax": 1000,
              "quoteAgeMillisMax": 60000,
            },
          ],
          "strategies": [
            {
              "name": "momentum", "messagesMax": 10000, "messagesWindowMillis": 1, "confidenceMin": "0.50",
              "proposalAgeMillisMax": 60000, "orderNotionalMax": "100000",
            },
            {
              "name": "mean-reversion", "messagesMax": 10000, "messagesWindowMillis": 1, "confidenceMin": "0.50",
              "proposalAgeMillisMax": 60000, "orderNotionalMax": "100000",
            },
          ],
          "mandates": [
            { "strategy": "momentum", "instrument": "BTCUSDT", "account": "main", "orderQuantityMax": "0.25" },
            { "strategy": "momentum", "instrument": "ETHUSDT", "account": "main", "orderQuantityMax": "50" },
            { "strategy": "mean-reversion", "instrument": "BTCUSDT", "account": "main", "orderQuantityMax": "0.25" },
            { "strategy": "mean-reversion", "instrument": "ETHUSDT", "account": "main", "orderQuantityMax": "50" },
          ],
        }
        """u8;
}
