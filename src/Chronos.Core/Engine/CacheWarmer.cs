using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Core.Engine;

/// <summary>
/// Keeps the path of a decision warm while nothing happens: asks about the last proposal that passed once more, as a probe,
/// which changes nothing and whose answer is nobody's. The next proposal then finds code and books in the nearest caches, from
/// which the code for books and reports had driven them out. Nothing is sealed or journaled.
/// </summary>
internal sealed class CacheWarmer(ChronosPipeline pipeline)
{
    private EventSlot _slot;
    private EngineEvent _event;
    private bool _isKept;

    /// <summary>Keeps a proposal that passed whole as the one to ask about; any other event is passed over.</summary>
    public void Keep(ref EventSlot slot, in EngineEvent decided)
    {
        if (decided.Kind != EventKind.Proposal
            || decided.FrameType != FrameType.Proposal
            || decided.Decision.Verdict != Verdict.Approve
            || (decided.Flags & EventFlags.Probe) != 0)
        {
            return;
        }

        _slot.Kind = EventKind.Proposal;
        _slot.Flags = EventFlags.Probe;
        _slot.InputLength = slot.InputLength;
        _slot.DeclaredLength = slot.DeclaredLength;
        ((ReadOnlySpan<byte>)slot.Input)[..FrameWriter.ProposalBytes].CopyTo(_slot.Input);
        _isKept = true;
    }

    /// <summary>Asks, when there is something to ask about. Engine time stands still.</summary>
    public void Warm()
    {
        if (_isKept)
        {
            _event.Take(ref _slot);
            pipeline.Rehearse(ref _event);
        }
    }
}
