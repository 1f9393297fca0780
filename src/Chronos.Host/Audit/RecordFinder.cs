using System.Globalization;
using Chronos.Core;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Replay;

namespace Chronos.Host.Audit;

/// <summary>
/// Finds the record somebody means: STRATEGY/PROPOSAL is the one that decided the proposal, a number is an order id, for
/// which it is the record that approved the order, or else a sequence. For journals nobody writes.
/// </summary>
internal static class RecordFinder
{
    private const int SlotBits = 20;

    /// <summary>The sequence; throws <see cref="CliException"/> when there is no such record.</summary>
    public static long Find(string directory, string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return ulong.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 0
                ? FindNumber(directory, number)
                : throw CliException.Input($"ID: '{id}' is neither STRATEGY/PROPOSAL nor an order id nor a sequence");
        }

        return ulong.TryParse(id[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var proposal)
            ? FindProposal(directory, id[..slash], new ProposalId(proposal))
            : throw CliException.Input($"ID: '{id[(slash + 1)..]}' is no proposal id");
    }

    /// <summary>The upper bits of an order id are the sequence of the record that approved it.</summary>
    private static long FindNumber(string directory, ulong number)
    {
        var asOrder = (long)(number >> SlotBits);
        if (asOrder != 0 && TryRead(directory, asOrder, out var order) && order.Value == number)
        {
            return asOrder;
        }

        return number <= long.MaxValue && TryRead(directory, (long)number, out _)
            ? (long)number
            : throw CliException.Input($"ID: the journal has neither an order {number} nor a record {number}");
    }

    private static bool TryRead(string directory, long sequence, out OrderId order)
    {
        using var reader = JournalReader.Open(directory, sequence);
        var found = reader.TryRead(out var record) && record.Sequence == sequence;
        order = found ? RecordPayload.ReadDecision(record.Payload, (EventKind)record.Type).OrderId : default;
        return found;
    }

    private static long FindProposal(string directory, string strategy, ProposalId proposal)
    {
        var place = PlaceOf(directory, strategy) ?? throw CliException.Input($"ID: the journal's policies name no strategy '{strategy}'");
        var search = new DecisionSearch { Strategy = place, Id = proposal };
        using var replayer = new Replayer();
        using var reader = JournalReader.Open(directory);
        while (!search.IsFinal && reader.TryRead(out var record))
        {
            replayer.Replay(in record);
            search.See(in replayer.Last, replayer.State);
        }

        return search.Found?.Sequence ?? throw CliException.Input($"ID: the journal has no proposal {proposal} of '{strategy}'");
    }

    private static StrategyId? PlaceOf(string directory, string strategy)
    {
        var input = default(EngineEvent);
        using var reader = JournalReader.Open(directory);
        while (reader.TryRead(out var record))
        {
            if ((EventKind)record.Type != EventKind.PolicyChange)
            {
                continue;
            }

            RecordPayload.ReadInput(record.Payload, EventKind.PolicyChange, record.TimeNanos, ref input);
            if (input.Attachment is Policy policy && policy.Strategies.Any(s => s.Name == strategy))
            {
                return policy.StrategyNamed(strategy);
            }
        }

        return null;
    }
}
