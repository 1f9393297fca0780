using System.Runtime.CompilerServices;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// What is wrong with an event that is not a proposal, before it is journaled. Pure: reads the books, changes nothing.
/// </summary>
internal sealed class EventJudge(EngineState state)
{
    public ReasonCode Judge(ref EngineEvent e) => e.Kind switch
    {
        EventKind.Quote => JudgeQuote(in e.Input.View<Quote>()),
        EventKind.ExecutionReport => JudgeReport(in e.Input.View<ExecutionReport>()),
        _ => JudgeRare(ref e),
    };

    /// <summary>By themselves, so that their inputs take no room on the stack of the frequent ones.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReasonCode JudgeRare(ref EngineEvent e) => e.Kind switch
    {
        EventKind.AccountSnapshot => JudgeSnapshot(e.Input.Read<AccountSnapshot>()),
        EventKind.Vote => JudgeVote(e.Input.Read<ExternalVote>(), e.TimeNanos),
        EventKind.Expiry => JudgeExpiry(e.Input.Read<ParkedExpiry>(), e.TimeNanos),
        EventKind.Command => JudgeCommand(e.Input.Read<OperatorCommand>()),
        EventKind.PolicyChange => JudgePolicy(ref e),
        EventKind.Ticker => JudgeTicker(e.Input.Read<Ticker>()),
        EventKind.Depth => JudgeDepth(e.Input.Read<Depth>()),
        _ => ReasonCode.None,
    };

    private ReasonCode JudgeQuote(in Quote quote)
    {
        if (!quote.Instrument.IsIn(state.Quotes.Count))
        {
            return ReasonCode.QuoteInvalid;
        }

        var fields = QuoteBook.Judge(in quote);
        return fields == ReasonCode.None
            ? state.Market.Judge(in quote, in state.Quotes[quote.Instrument], state.NowNanos)
            : fields;
    }

    private ReasonCode JudgeTicker(in Ticker ticker)
    {
        const TickerFields All = TickerFields.Status | TickerFields.Last | TickerFields.Mark | TickerFields.Volume;
        return ticker.Instrument.IsIn(state.Quotes.Count)
            && ticker.Fields != TickerFields.None
            && (ticker.Fields & ~All) == 0
            && ticker.Status <= MarketStatus.Delisting
            && ((ticker.Fields & TickerFields.Last) == 0 || ticker.Last.Units is > 0 and <= Bounds.PriceUnitsMax)
            && ((ticker.Fields & TickerFields.Mark) == 0 || ticker.Mark.Units is > 0 and <= Bounds.PriceUnitsMax)
            && ((ticker.Fields & TickerFields.Volume) == 0 || ticker.Volume.Units is >= 0 and <= Bounds.QuantityUnitsMax)
                ? ReasonCode.None
                : ReasonCode.TickerInvalid;
    }

    private ReasonCode JudgeDepth(in Depth depth) =>
        depth.Instrument.IsIn(state.Quotes.Count) ? DepthEntry.Judge(in depth) : ReasonCode.DepthInvalid;

    private ReasonCode JudgeSnapshot(in AccountSnapshot snapshot) =>
        snapshot.Account.IsIn(state.Positions.Accounts)
        && snapshot.Instrument.IsIn(state.Positions.Instruments)
        && Int128.Abs(snapshot.Position.Units) <= Bounds.QuantityUnitsMax
        && Int128.Abs(snapshot.Balance.Units) <= Bounds.NotionalUnitsMax
        && Int128.Abs(snapshot.Transfer.Units) <= Bounds.NotionalUnitsMax
            ? ReasonCode.None
            : ReasonCode.SnapshotInvalid;

    private ReasonCode JudgeReport(in ExecutionReport report)
    {
        if (!report.Account.IsIn(state.Positions.Accounts)
            || !report.Instrument.IsIn(state.Positions.Instruments)
            || report.Side is not (OrderSide.Buy or OrderSide.Sell)
            || report.Kind is < ReportKind.Acknowledged or > ReportKind.Sent)
        {
            return ReasonCode.ReportInvalid;
        }

        ref readonly var order = ref state.Orders.FindFor(in report);
        return report.Kind == ReportKind.Fill
            ? JudgeFill(in report, in order)
            : Unsafe.IsNullRef(in order) ? ReasonCode.ReportOrderUnknown : ReasonCode.None;
    }

    private ReasonCode JudgeFill(in ExecutionReport report, ref readonly OrderEntry order)
    {
        if (report.LastQuantity.Units is <= 0 or > Bounds.QuantityUnitsMax
            || report.LastPrice.Units is <= 0 or > Bounds.PriceUnitsMax
            || report.Fee.Units is < -Bounds.PriceUnitsMax or > Bounds.PriceUnitsMax)
        {
            return ReasonCode.ReportInvalid;
        }

        var held = (Int128)state.Positions[report.Account.Value, report.Instrument.Value].Position;
        var after = report.Side == OrderSide.Buy ? held + report.LastQuantity.Units : held - report.LastQuantity.Units;
        if (Int128.Abs(after) > Bounds.PositionUnitsMax || IsBeyondLine(in report, in order))
        {
            return ReasonCode.ReportInvalid;
        }

        if (state.Executions(state.Policy!.Instruments[report.Instrument.Value].Venue.Value).Contains(report.ExecutionId))
        {
            return ReasonCode.ReportDuplicate;
        }

        if (Unsafe.IsNullRef(in order))
        {
            return ReasonCode.ReportOrderUnknown;
        }

        if (IsWorse(in report, in order))
        {
            return ReasonCode.ReportMismatch;
        }

        return report.LastQuantity.Units > order.RemainingUnits ? ReasonCode.ReportOverfill : ReasonCode.None;
    }

    /// <summary>A stop has a trigger and no worst price: beyond it every price is what it was made for.</summary>
    private static bool IsWorse(in ExecutionReport report, ref readonly OrderEntry order) => !order.IsProtective
        && (order.Side == OrderSide.Buy ? report.LastPrice > order.WorstPrice : report.LastPrice < order.WorstPrice);

    private ReasonCode JudgeVote(in ExternalVote vote, long nowNanos)
    {
        var voter = state.Pending.FindVoter(in vote.Voter);
        if (voter < 0 || vote.Kind is not (VoteKind.Approve or VoteKind.Object or VoteKind.Veto))
        {
            return ReasonCode.VoteInvalid;
        }

        if (vote.Counter <= state.Pending.CounterOf(voter))
        {
            return ReasonCode.VoteReplayed;
        }

        ref readonly var parked = ref state.Pending.Find(vote.Strategy, vote.Proposal);
        if (Unsafe.IsNullRef(in parked) || parked.ContentHash != vote.ContentHash || nowNanos >= parked.UntilNanos)
        {
            return ReasonCode.VoteUnmatched;
        }

        // Nobody agrees with themselves: a voter of the strategy's own name is its initiator.
        return vote.Voter.Is(state.Policy!.Strategies[vote.Strategy.Value].Name) ? ReasonCode.VoteOwnProposal : ReasonCode.None;
    }

    private ReasonCode JudgeExpiry(in ParkedExpiry expiry, long nowNanos)
    {
        ref readonly var parked = ref state.Pending.Find(expiry.Strategy, expiry.Proposal);
        return Unsafe.IsNullRef(in parked) || nowNanos < parked.UntilNanos ? ReasonCode.VoteUnmatched : ReasonCode.None;
    }

    /// <summary>A strategy's own position has the bound of the account's, which it can pass only against another strategy's.</summary>
    private bool IsBeyondLine(in ExecutionReport report, ref readonly OrderEntry order)
    {
        if (Unsafe.IsNullRef(in order))
        {
            return false;
        }

        var held = (Int128)state.Strategies[order.Line].Position;
        var after = report.Side == OrderSide.Buy ? held + report.LastQuantity.Units : held - report.LastQuantity.Units;
        return Int128.Abs(after) > Bounds.PositionUnitsMax;
    }

    /// <summary>A policy travels with the command that loads it, never as a command alone.</summary>
    private ReasonCode JudgeCommand(in OperatorCommand command) =>
        command.Action == CommandAction.LoadPolicy ? ReasonCode.CommandInvalid : JudgeAction(in command, loosensPolicy: false);

    private ReasonCode JudgeAction(in OperatorCommand command, bool loosensPolicy)
    {
        var scope = state.FindScope(in command);
        if (scope < 0 || !CommandRules.IsWellFormed(in command))
        {
            return ReasonCode.CommandInvalid;
        }

        if (command.Action != CommandAction.Halt && !IsOperator(in command))
        {
            return ReasonCode.CommandOperatorUnknown;
        }

        if (state.Commands.Contains(command.IdempotencyKey))
        {
            return ReasonCode.CommandDuplicate;
        }

        if (!CommandRules.Allows(state, in command, scope))
        {
            return ReasonCode.CommandRefused;
        }

        // Whoever confirms names what they confirm, also where one operator would do.
        return command.Confirms != 0 || CommandRules.OperatorsNeeded(command.Action, state.Trading[command.Scope, scope], loosensPolicy) > 1
            ? state.Approvals.Judge(in command, state.NowNanos)
            : ReasonCode.None;
    }

    /// <summary>Whether the policy in force takes commands from whoever sent this one; the edge has proved the name.</summary>
    private bool IsOperator(in OperatorCommand command)
    {
        for (var i = 0; i < state.Policy?.Operators.Count; i++)
        {
            if (command.IsOperatorNamed(state.Policy.Operators[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The policy a run begins with comes from whoever starts it; one that comes later, by command.</summary>
    private ReasonCode JudgePolicy(ref EngineEvent e)
    {
        if (e.Attachment is not Policy policy
            || policy.Stage != state.Identity.Stage
            || (state.Policy is { } current && policy.ObjectionToFollow(current) is not null))
        {
            return ReasonCode.PolicyRefused;
        }

        return e.InputLength == 0 ? ReasonCode.None : JudgeLoad(policy, e.Input.Read<OperatorCommand>());
    }

    private ReasonCode JudgeLoad(Policy policy, in OperatorCommand command)
    {
        if (command.Action != CommandAction.LoadPolicy || !command.IsPolicy(policy))
        {
            return ReasonCode.CommandInvalid;
        }

        return state.Policy is { } current && RunningPolicy.ObjectionTo(current, policy) is not null
            ? ReasonCode.PolicyRefused
            : JudgeAction(in command, state.Policy is null || PolicyDiff.Between(state.Policy, policy).Loosens);
    }
}
