using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Gates;

/// <summary>
/// Initial margin and highest fee of everything held, of everything live orders may still fill and of this order, at its worst price
/// or the ask, are within the balance the venue told. Orders of both sides are summed; a verified reduction reserves its fee alone.
/// </summary>
internal sealed class FreeBalanceGate : IPriceGate
{
    /// <inheritdoc />
    public GateId Id => GateId.FreeBalance;

    /// <inheritdoc />
    public bool BindsReductions => false;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Cap Check(in GateContext context, EngineState state, ref Finding finding)
    {
        if (!context.IsValued)
        {
            return finding.BlockUnvalued(in context);
        }

        ref readonly var account = ref context.Account;
        if (!account.BalanceKnown)
        {
            return finding.Block(ReasonCode.BalanceUnknown);
        }

        return context.HoldAfter > ExactNotional.From(account.Balance).Units ? OnMore(in context, ref finding) : Cap.Pass;
    }

    /// <inheritdoc />
    public PriceRange PricesPassing(in GateContext context, EngineState state) => PriceSearch.Passing(this, in context, state);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Cap OnMore(in GateContext context, ref Finding finding)
    {
        var balance = ExactNotional.From(context.Account.Balance).Units;
        return finding.AtMostAmount(
            Room.Units(ExactNotional.FromUnits(balance - context.Account.Hold), Price.FromUnits(context.HoldPerUnit)),
            ReasonCode.FreeBalance,
            context.HoldAfter,
            balance);
    }
}
