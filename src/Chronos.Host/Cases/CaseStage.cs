using System.Runtime.CompilerServices;
using Chronos.Core;
using Chronos.Core.Books;
using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;

namespace Chronos.Host.Cases;

/// <summary>
/// Where a case is played: a rehearsal that has been armed, and the names of its policy. Nothing has been told yet, so that
/// every proposal is blocked until quotes and account are. One case, one use.
/// </summary>
internal sealed class CaseStage : IDisposable
{
    /// <summary>Nanoseconds of a millisecond.</summary>
    public const long NanosPerMilli = 1_000_000;

    private const string Operator = "case";

    private readonly Rehearsal _rehearsal;
    private ulong _proposals;
    private ulong _executions;
    private ulong _commands;

    /// <summary>An armed engine under a policy.</summary>
    public CaseStage(Policy policy, long startNanos, int workingOrdersMax)
    {
        Policy = policy;
        _rehearsal = new Rehearsal(policy, startNanos, workingOrdersMax);
        Command(CommandAction.Arm, ScopeKind.Global, "");
    }

    /// <summary>The policy that rules.</summary>
    public Policy Policy { get; }

    /// <summary>The books, for reading.</summary>
    public EngineState State => _rehearsal.State;

    /// <summary>Engine time.</summary>
    public long NowNanos => _rehearsal.NowNanos;

    /// <summary>The next number of a proposal.</summary>
    public ulong NextProposal() => ++_proposals;

    /// <summary>Lets time pass.</summary>
    public void Wait(long millis) => _rehearsal.Wait(millis * NanosPerMilli);

    /// <summary>Tells the engine something; <paramref name="what"/> names it when the engine does not take it, and for none of the reasons expected.</summary>
    public void Tell<T>(EventKind kind, string what, in T input, params ReadOnlySpan<ReasonCode> expected)
        where T : unmanaged
    {
        var outcome = _rehearsal.Tell(kind, in input);
        if (outcome != ReasonCode.None && !expected.Contains(outcome))
        {
            throw new CaseException($"{what}: the engine answers {outcome}");
        }
    }

    /// <summary>Commands a scope.</summary>
    public void Command(CommandAction action, ScopeKind scope, string name) =>
        Tell(EventKind.Command, "command", OperatorCommand.Create(action, Policy.Operators.Count == 0 ? Operator : Policy.Operators[0], "case", ++_commands, scope, name));

    /// <summary>Decides the proposal the case is about.</summary>
    public CaseOutcome Decide(CaseProposal proposal) => CaseOutcome.Of(in _rehearsal.Propose(proposal.Resolve(this)));

    /// <summary>Makes a proposal and lets its order have its fate.</summary>
    public void Propose(ProposeStep step)
    {
        var proposal = step.Proposal.Resolve(this);
        ref readonly var e = ref _rehearsal.Propose(proposal);
        if (step.Then == OrderFate.Unanswered)
        {
            return;
        }

        if (!e.Decision.Passes)
        {
            throw new CaseException($"propose: it should have passed and was blocked by {e.Decision.Reason}");
        }

        var order = e.Decision.OrderId;
        var quantity = e.Decision.PermittedQuantity;
        var account = new AccountId(Policy.TermsOf(proposal.Strategy, proposal.Instrument).Account);
        var report = new ExecutionReport
        {
            Order = order,
            Account = account,
            Instrument = proposal.Instrument,
            Side = proposal.Side,
            Kind = ReportKind.Acknowledged,
            Flags = ReportFlags.Simulated,
        };
        switch (step.Then)
        {
            case OrderFate.Filled:
                report.Kind = ReportKind.Fill;
                report.ExecutionId = ++_executions;
                report.LastQuantity = quantity;
                report.CumulativeQuantity = quantity;
                report.LastPrice = step.FillPrice.IsZero ? proposal.LimitPrice : step.FillPrice;
                report.Fee = step.Fee;
                break;
            case OrderFate.Rejected:
                report.Kind = ReportKind.Rejected;
                break;
            case OrderFate.Canceled:
                Tell(EventKind.ExecutionReport, "propose", in report);
                Cancel(proposal);
                report.Kind = ReportKind.Canceled;
                report.Flags |= ReportFlags.AnswersCancel;
                break;
        }

        Tell(EventKind.ExecutionReport, "propose", in report);
    }

    /// <summary>Lets the venue answer an order that was proposed before.</summary>
    public void Answer(AnswerStep answer)
    {
        var strategy = StrategyOf(answer.Strategy);
        ref readonly var order = ref State.Orders.Find(State.Proposals(strategy.Value).OrderOf(answer.ProposalId));
        if (Unsafe.IsNullRef(in order))
        {
            throw new CaseException($"answer: {answer.Strategy}:{answer.ProposalId} has no order that may still trade");
        }

        var isFill = answer.Report == ReportKind.Fill;
        var report = new ExecutionReport
        {
            Order = order.Id,
            Account = new AccountId(order.Account),
            Instrument = new InstrumentId(order.Instrument),
            Side = order.Side,
            Kind = answer.Report,
            Flags = ReportFlags.Simulated,
            ExecutionId = isFill ? ++_executions : 0,
            LastQuantity = isFill ? answer.Quantity : default,
            CumulativeQuantity = isFill ? order.Filled + answer.Quantity : order.Filled,
            LastPrice = !isFill ? default : answer.Price.IsZero ? order.WorstPrice : answer.Price,
            Fee = answer.Fee,
        };
        if (answer.Report == ReportKind.Canceled)
        {
            // The engine may have asked already, as it does on a command; then the venue answers that.
            if (answer.IsAsked && !order.CancelPending)
            {
                Cancel(new Proposal { Strategy = strategy, Id = new ProposalId(answer.ProposalId) });
            }

            report.Flags |= order.CancelPending ? ReportFlags.AnswersCancel : ReportFlags.None;
        }

        Tell(EventKind.ExecutionReport, "answer", in report);
    }

    /// <summary>The instrument of that symbol.</summary>
    public InstrumentId InstrumentOf(string symbol) => Known(Policy.InstrumentNamed, symbol);

    /// <summary>The account of that name.</summary>
    public AccountId AccountOf(string name) => Known(Policy.AccountNamed, name);

    /// <summary>The strategy of that name.</summary>
    public StrategyId StrategyOf(string name) => Known(Policy.StrategyNamed, name);

    public void Dispose() => _rehearsal.Dispose();

    private void Cancel(in Proposal proposal)
    {
        ref readonly var e = ref _rehearsal.Cancel(new CancelRequest(proposal.Strategy, proposal.Id));
        if (!e.Decision.Passes)
        {
            throw new CaseException($"propose: its cancel was blocked by {e.Decision.Reason}");
        }
    }

    private static T Known<T>(Func<string, T> find, string name)
    {
        try
        {
            return find(name);
        }
        catch (KeyNotFoundException e)
        {
            throw new CaseException(e.Message);
        }
    }
}
