using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Chronos.Core;
using Chronos.Core.Commands;
using Chronos.Core.Decode;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Host.Audit;

/// <summary>Prints records as they stand in the journal, one line each, without deciding anything. One journal, one use.</summary>
internal sealed class RecordDump(TextWriter output, bool json)
{
    private Policy? _policy;
    private EngineEvent _event;

    /// <summary>Takes the next record in order; names come from the policy records among them, so none may be left out.</summary>
    public void Take(in RecordView record, bool print) =>
        Take(record.Sequence, record.TimeNanos, (EventKind)record.Type, record.Payload, print);

    /// <summary>The same for a record that came without its journal; without policy records there are numbers for names.</summary>
    public void Take(long sequence, long timeNanos, EventKind kind, ReadOnlySpan<byte> payload, bool print)
    {
        RecordPayload.ReadInput(payload, kind, timeNanos, ref _event);
        var outcome = RecordPayload.ReadOutcome(payload);
        var policy = _event.Attachment as Policy;
        _policy = outcome == ReasonCode.None && policy is not null ? policy : _policy;
        if (!print)
        {
            return;
        }

        var fields = new List<(string Name, object? Value)>
        {
            ("sequence", sequence),
            ("time", IsoTime.Format(timeNanos)),
            ("kind", kind.ToString()),
        };
        Describe(kind, payload, fields);
        if (RecordPayload.Decides(kind, outcome))
        {
            Describe(RecordPayload.ReadDecision(payload, kind), fields);
        }

        if (outcome != ReasonCode.None && kind != EventKind.Proposal)
        {
            fields.Add(("outcome", outcome.ToString()));
        }

        output.WriteLine(json ? Json(fields) : Text(fields));
    }

    private void Describe(EventKind kind, ReadOnlySpan<byte> payload, List<(string Name, object? Value)> fields)
    {
        switch (kind)
        {
            case EventKind.Proposal:
                DescribeFrame(payload, fields);
                break;
            case EventKind.Quote:
                Describe(_event.Input.Read<Quote>(), fields);
                break;
            case EventKind.ExecutionReport:
                Describe(_event.Input.Read<ExecutionReport>(), fields);
                break;
            case EventKind.AccountSnapshot:
                Describe(_event.Input.Read<AccountSnapshot>(), fields);
                break;
            case EventKind.Vote:
                Describe(_event.Input.Read<ExternalVote>(), fields);
                break;
            case EventKind.Expiry:
                Describe(_event.Input.Read<ParkedExpiry>(), fields);
                break;
            case EventKind.Command:
                Describe(_event.Input.Read<OperatorCommand>(), fields);
                break;
            case EventKind.PolicyChange:
                var policy = (Policy)_event.Attachment!;
                fields.Add(("policy", policy.Name));
                fields.Add(("version", (long)policy.Version));
                fields.Add(("hash", Convert.ToHexStringLower(policy.Hash)));
                if (_event.InputLength != 0)
                {
                    Describe(_event.Input.Read<OperatorCommand>(), fields);
                }

                break;
            case EventKind.Ticker:
                Describe(_event.Input.Read<Ticker>(), fields);
                break;
            case EventKind.Depth:
                Describe(_event.Input.Read<Depth>(), fields);
                break;
            case EventKind.Tick:
                Describe(_event.Input.Read<TimerTick>(), fields);
                break;
            case EventKind.EngineStart:
                Describe(_event.Input.Read<EngineStartInput>(), fields);
                break;
            case EventKind.EngineStop:
                fields.Add(("stateHash", HashOf(_event.Input.Read<EngineStopInput>())));
                break;
        }
    }

    private void DescribeFrame(ReadOnlySpan<byte> payload, List<(string Name, object? Value)> fields)
    {
        var frame = ((ReadOnlySpan<byte>)_event.Input)[.._event.InputLength];
        FrameReader.ReadType(frame, out var type, out _, out _);
        fields.Add(("frame", type.ToString()));
        switch (type)
        {
            case FrameType.Proposal:
                FrameReader.ReadProposal(frame, out var proposal);
                Describe(in proposal, fields);
                break;
            case FrameType.Cancel:
                FrameReader.ReadCancel(frame, out var cancel);
                fields.Add(("strategy", StrategyName(cancel.Strategy.Value)));
                fields.Add(("proposalId", cancel.Target.ToString()));
                break;
            case FrameType.Refusal:
                var refusal = MemoryMarshal.Read<RefusalFrame>(frame);
                fields.Add(("code", (long)refusal.Code));
                fields.Add(("codeName", ((ReasonCode)refusal.Code).ToString()));
                ReadOnlySpan<byte> field = refusal.Field;
                var length = Math.Min((int)refusal.FieldLength, EdgeRefusal.MaxFieldLength);
                fields.Add(("field", Encoding.ASCII.GetString(field[..length])));
                fields.Add(("bodyBytes", refusal.BodyBytes));
                fields.Add(("bodyHash", Convert.ToHexStringLower(refusal.BodyHash)));
                break;
            default:
                fields.Add(("bytes", (long)BinaryPrimitives.ReadInt32LittleEndian(payload[4..])));
                fields.Add(("input", Convert.ToHexStringLower(frame)));
                break;
        }
    }

    private void Describe(in Proposal p, List<(string Name, object? Value)> fields)
    {
        fields.Add(("strategy", StrategyName(p.Strategy.Value)));
        fields.Add(("proposalId", p.Id.ToString()));
        fields.Add(("instrument", InstrumentName(p.Instrument.Value)));
        fields.Add(("side", p.Side.ToString()));
        fields.Add(("type", p.Type.ToString()));
        fields.Add(("timeInForce", p.TimeInForce.ToString()));
        fields.Add(("quantity", p.Quantity.ToString()));
        fields.Add(("limitPrice", p.LimitPrice.ToString()));
        if (!p.StopPrice.IsZero)
        {
            fields.Add(("stopPrice", p.StopPrice.ToString()));
        }

        if (p.Replaces.Value != 0)
        {
            fields.Add(("replaces", p.Replaces.ToString()));
        }

        fields.Add(("confidence", FixedPoint.Format(p.ConfidencePpm * (FixedPoint.Scale / 1_000_000))));
        fields.Add(("flags", p.Flags.ToString()));
        fields.Add(("createdAt", IsoTime.Format(p.CreatedAtNanos)));
    }

    private static void Describe(in DecisionRecord d, List<(string Name, object? Value)> fields)
    {
        fields.Add(("verdict", d.Verdict.ToString()));
        if (d.Reason != ReasonCode.None)
        {
            fields.Add(("reason", d.Reason.ToString()));
            fields.Add(("bindingGate", d.BindingGate == GateId.None ? null : d.BindingGate.ToString()));
            fields.Add(("gates", Gates(d.Objections)));
        }

        if (d.Passes)
        {
            fields.Add(("permittedQuantity", d.PermittedQuantity.ToString()));
            fields.Add(("orderId", d.OrderId.ToString()));
            fields.Add(("worstPrice", d.WorstPrice.ToString()));
            fields.Add(("keyId", (long)d.KeyId));
            fields.Add(("seal", Convert.ToHexStringLower(d.Seal)));
        }

        if (d.Verdict == Verdict.Pending)
        {
            fields.Add(("pendingUntil", IsoTime.Format(d.ExpiresAtNanos)));
        }

        var votes = d.Votes;

        // An approver that was asked and abstains says why; without a reason nobody was asked.
        if (Enumerable.Range(0, VoteSet.Count).Any(i => votes[i].Kind != VoteKind.Abstain || votes[i].Reason != ReasonCode.None))
        {
            fields.Add(("votes", string.Join('/', Enumerable.Range(0, VoteSet.Count).Select(i => votes[i].Kind))));
        }

        if (d.OutsideVote != VoteKind.Abstain)
        {
            fields.Add(("outside", d.OutsideVote.ToString()));
        }

        fields.Add(("policyVersion", (long)d.PolicyVersion));
    }

    private void Describe(in ExternalVote v, List<(string Name, object? Value)> fields)
    {
        fields.Add(("strategy", StrategyName(v.Strategy.Value)));
        fields.Add(("proposalId", v.Proposal.ToString()));
        fields.Add(("contentHash", v.ContentHash.ToString("x16", CultureInfo.InvariantCulture)));
        fields.Add(("vote", v.Kind.ToString()));
        fields.Add(("approver", v.Voter.ToString()));
        fields.Add(("counter", v.Counter.ToString(CultureInfo.InvariantCulture)));
    }

    private void Describe(in ParkedExpiry x, List<(string Name, object? Value)> fields)
    {
        fields.Add(("strategy", StrategyName(x.Strategy.Value)));
        fields.Add(("proposalId", x.Proposal.ToString()));
    }

    private static string Gates(GateMask mask) => string.Join(
        '+', Enum.GetValues<GateId>().Where(g => g != GateId.None && mask.Has(g)));

    private void Describe(in Quote q, List<(string Name, object? Value)> fields)
    {
        fields.Add(("instrument", InstrumentName(q.Instrument.Value)));
        fields.Add(("bid", q.Bid.ToString()));
        fields.Add(("bidSize", q.BidSize.ToString()));
        fields.Add(("ask", q.Ask.ToString()));
        fields.Add(("askSize", q.AskSize.ToString()));
        if (q.Source != QuoteSource.Primary)
        {
            fields.Add(("source", q.Source.ToString()));
        }
    }

    private void Describe(in Ticker t, List<(string Name, object? Value)> fields)
    {
        fields.Add(("instrument", InstrumentName(t.Instrument.Value)));
        fields.Add(("fields", t.Fields.ToString()));
        Add(TickerFields.Status, "status", t.Status.ToString(), t.Fields);
        Add(TickerFields.Last, "last", t.Last.ToString(), t.Fields);
        Add(TickerFields.Mark, "mark", t.Mark.ToString(), t.Fields);
        Add(TickerFields.Volume, "volume", t.Volume.ToString(), t.Fields);

        void Add(TickerFields field, string name, string value, TickerFields present)
        {
            if ((present & field) != 0)
            {
                fields.Add((name, value));
            }
        }
    }

    private void Describe(in Depth d, List<(string Name, object? Value)> fields)
    {
        fields.Add(("instrument", InstrumentName(d.Instrument.Value)));
        fields.Add(("bids", Levels(d.Bids, d.BidCount)));
        fields.Add(("asks", Levels(d.Asks, d.AskCount)));
    }

    /// <summary>price x quantity of each level; a count that is out of range shows all there is room for.</summary>
    private static string Levels(ReadOnlySpan<DepthLevel> levels, int count)
    {
        var text = new StringBuilder();
        foreach (ref readonly var level in levels[..Math.Min(count, DepthLevels.Capacity)])
        {
            text.Append(text.Length == 0 ? "" : ",").Append(level.Price.ToString()).Append('x').Append(level.Quantity.ToString());
        }

        return text.ToString();
    }

    private static void Describe(in TimerTick t, List<(string Name, object? Value)> fields)
    {
        fields.Add(("number", t.Number));
        if (t.DecisionSamples != 0 || t.SendSamples != 0)
        {
            fields.Add(("decisionP99Nanos", t.DecisionP99Nanos));
            fields.Add(("decisionSamples", (long)t.DecisionSamples));
            fields.Add(("sendP99Nanos", t.SendP99Nanos));
            fields.Add(("sendSamples", (long)t.SendSamples));
        }
    }

    private void Describe(in ExecutionReport r, List<(string Name, object? Value)> fields)
    {
        fields.Add(("report", r.Kind.ToString()));
        fields.Add(("orderId", r.Order.ToString()));
        fields.Add(("instrument", InstrumentName(r.Instrument.Value)));
        fields.Add(("side", r.Side.ToString()));
        if (r.Kind == ReportKind.Fill)
        {
            fields.Add(("lastQuantity", r.LastQuantity.ToString()));
            fields.Add(("lastPrice", r.LastPrice.ToString()));
            fields.Add(("fee", r.Fee.ToString()));
        }

        fields.Add(("cumulativeQuantity", r.CumulativeQuantity.ToString()));
        fields.Add(("flags", r.Flags.ToString()));
        if (r.Reason != ReasonCode.None)
        {
            fields.Add(("reason", r.Reason.ToString()));
        }
    }

    private void Describe(in AccountSnapshot s, List<(string Name, object? Value)> fields)
    {
        fields.Add(("account", NameAt(_policy?.Accounts, s.Account.Value, a => a.Name)));
        fields.Add(("instrument", InstrumentName(s.Instrument.Value)));
        fields.Add(("fields", s.Fields.ToString()));
        fields.Add(("position", s.Position.ToString()));
        fields.Add(("balance", s.Balance.ToString()));
        if ((s.Fields & SnapshotFields.Transfer) != 0)
        {
            fields.Add(("transfer", s.Transfer.ToString()));
        }
    }

    private static void Describe(in OperatorCommand c, List<(string Name, object? Value)> fields)
    {
        fields.Add(("action", c.Action.ToString()));
        fields.Add(("scope", ScopeName.Format(c.Scope, c.ScopeName)));
        fields.Add(("operator", c.Operator));
        fields.Add(("reason", c.Reason));
        fields.Add(("idempotencyKey", c.IdempotencyKey.ToString(CultureInfo.InvariantCulture)));
        if (c.Confirms != 0)
        {
            fields.Add(("confirms", c.Confirms.ToString(CultureInfo.InvariantCulture)));
        }

        if (c.Breaker != BreakerKind.None)
        {
            fields.Add(("breaker", c.Breaker.ToString()));
        }
    }

    private static void Describe(in EngineStartInput s, List<(string Name, object? Value)> fields)
    {
        fields.Add(("engineId", Convert.ToHexStringLower(s.EngineId)));
        fields.Add(("mode", s.Mode.ToString()));
        fields.Add(("stage", s.Stage.ToString()));
        fields.Add(("epoch", (long)s.Epoch));
        fields.Add(("buildId", Convert.ToHexStringLower(s.BuildId)));
    }

    private static string HashOf(in EngineStopInput stop) => Convert.ToHexStringLower(stop.StateHash);

    private string StrategyName(int place) => NameAt(_policy?.Strategies, place, s => s.Name);

    private string InstrumentName(int place) => NameAt(_policy?.Instruments, place, i => i.Symbol);

    private static string NameAt<T>(IReadOnlyList<T>? list, int place, Func<T, string> name) =>
        list is not null && place >= 0 && place < list.Count ? name(list[place]) : "#" + place.ToString(CultureInfo.InvariantCulture);

    private static string Text(List<(string Name, object? Value)> fields)
    {
        var rest = fields.Skip(3).Where(f => f.Value is not null and not "").Select(f => $"{f.Name}={f.Value}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{fields[0].Value,8} {fields[1].Value} {fields[2].Value,-15} {string.Join(' ', rest)}");
    }

    private static string Json(List<(string Name, object? Value)> fields) => JsonLine.Of(w =>
    {
        foreach (var (name, value) in fields)
        {
            if (value is long number)
            {
                w.WriteNumber(name, number);
            }
            else
            {
                w.WriteString(name, (string?)value);
            }
        }
    });
}
