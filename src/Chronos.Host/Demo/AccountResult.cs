using Chronos.Core;
using Chronos.Core.Model;

namespace Chronos.Host.Demo;

/// <summary>Where an account stands.</summary>
/// <param name="Name">The account.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Realised">Realised profit net of fees since the journal began, rounded down to 1e-8.</param>
/// <param name="Open">What the open positions would add if closed at the last quotes, rounded down to 1e-8; null in stage Alpha.</param>
/// <param name="DayLoss">Loss since midnight UTC, realised and open; negative is a gain; null in stage Alpha.</param>
/// <param name="DayLossMax">The policy's limit for it.</param>
/// <param name="VenueState">Trading state of its venue; a breaker leaves it Reducing.</param>
internal sealed record AccountResult(
    string Name, string Currency, Notional Realised, Notional? Open, Notional? DayLoss, Notional DayLossMax, TradingState VenueState)
{
    /// <summary>Reads the books of an idle engine.</summary>
    public static AccountResult Of(ChronosEngine engine, int account)
    {
        var terms = engine.Options.Policy.Accounts[account];
        ref readonly var entry = ref engine.State.Positions.Account(account);

        // Alpha reports what was realised and nothing else. The limits still count what is open.
        var isOpenTold = engine.Options.Stage != EngineStage.Alpha;
        return new AccountResult(
            terms.Name,
            terms.Currency,
            entry.Realised.FloorSaturated(),
            isOpenTold ? entry.Open.FloorSaturated() : null,
            isOpenTold ? entry.DayLoss.CeilingSaturated() : null,
            terms.DailyLossMax,
            engine.State.Trading[ScopeKind.Venue, terms.Venue.Value]);
    }
}
