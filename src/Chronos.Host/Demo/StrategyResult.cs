using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Demo;

/// <summary>What one strategy made of one instrument on one account, from the fills of its own orders.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Account">The account.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Position">Signed position.</param>
/// <param name="Realised">Realised profit net of fees since the journal began, rounded down to 1e-8.</param>
/// <param name="Open">What the position would add if closed at the last quote, rounded down to 1e-8.</param>
internal sealed record StrategyResult(
    string Strategy, string Symbol, string Account, string Currency, Quantity Position, Notional Realised, Notional Open)
{
    /// <summary>Reads the books of an idle engine, strategy by strategy.</summary>
    public static IReadOnlyList<StrategyResult> All(ChronosEngine engine)
    {
        var policy = engine.Options.Policy;
        var results = new List<StrategyResult>();
        foreach (ref readonly var line in engine.State.Strategies.Lines)
        {
            var account = policy.Accounts[line.Account];
            results.Add(new StrategyResult(
                policy.Strategies[line.Strategy].Name,
                policy.Instruments[line.Instrument].Symbol,
                account.Name,
                account.Currency,
                Quantity.FromUnits(line.Position),
                line.Realised.FloorSaturated(),
                line.Open.FloorSaturated()));
        }

        return results;
    }
}
