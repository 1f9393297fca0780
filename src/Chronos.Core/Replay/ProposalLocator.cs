using Chronos.Core.Journal;
using Chronos.Core.Model;
using FrameType = Chronos.Core.Decode.FrameType;

namespace Chronos.Core.Replay;

/// <summary>Finds which proposal was decided at a sequence. One journal, one use.</summary>
internal sealed class ProposalLocator(long sequence) : IDisposable
{
    private readonly Replayer _replayer = new();

    /// <summary>What was decided there; null while it has not been seen, or when it is no proposal.</summary>
    public ProposalName? Found { get; private set; }

    /// <summary>True once the sequence has been read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes the next record in order. Throws <see cref="InvalidDataException"/> when it cannot be an event.</summary>
    public void Take(in RecordView record)
    {
        _replayer.Replay(in record);
        if (record.Sequence != sequence)
        {
            return;
        }

        IsOver = true;
        ref readonly var e = ref _replayer.Last;
        if (e.FrameType != FrameType.Proposal || e.Decision.Verdict == Verdict.None)
        {
            return;
        }

        var strategies = _replayer.State.Policy?.Strategies;
        var isKnown = strategies is not null && e.Proposal.Strategy.IsIn(strategies.Count);
        var isAlone = !isKnown || e.Decision.Objections.Has(GateId.DuplicateProposal);
        Found = new ProposalName(
            isKnown ? strategies![e.Proposal.Strategy.Value].Name : "", e.Proposal.Id, isAlone ? sequence : 0);
    }

    /// <inheritdoc />
    public void Dispose() => _replayer.Dispose();
}
