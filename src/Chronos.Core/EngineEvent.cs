using Chronos.Core.Model;

namespace Chronos.Core;

/// <summary>
/// One event on its way through the stages, and the one thing the six of them share. Each field has one writing stage; a stage reads what earlier
/// stages wrote and never calls them.
/// </summary>
/// <remarks>
/// <code>
/// producer    Kind Flags InputLength Correlation IngressNanos IngressStampNanos DeclaredLength Attachment Input
/// 1 Decode    Sequence TimeNanos FrameType Proposal ContentHash Parking Outcome; Decision.PolicyVersion
/// 2 Gate      Decision.{Verdict PermittedQuantity Objections BindingGate Observed Limit WorstPrice Terms} Objections
/// 3 Quorum    Votes Decision.{Verdict Votes VoteBitmap}; of a proposal that waits also Decision.ExpiresAtNanos
/// 4 Sign      Decision.{OrderId ExpiresAtNanos KeyId Context Seal}
/// 5 Journal   (writes nothing here: copies Input and Decision to the journal)
/// 6 Route     (writes nothing here: hands the order over, changes the books)
/// </code>
/// </remarks>
public struct EngineEvent
{
    /// <summary>What it is.</summary>
    public EventKind Kind;

    /// <summary>Probe or not.</summary>
    public EventFlags Flags;

    /// <summary>Bytes of <see cref="Input"/> in use.</summary>
    public ushort InputLength;

    /// <summary>One more than the place of the waiting caller; 0 when nobody waits.</summary>
    public int Correlation;

    /// <summary>When the event entered: nanoseconds since the Unix epoch, stamped once.</summary>
    public long IngressNanos;

    /// <summary>Real time of ingress for measuring latency; the same as <see cref="IngressNanos"/> unless time is simulated. No decision sees it.</summary>
    public long IngressStampNanos;

    /// <summary>Bytes received; more than <see cref="InputLength"/> when the frame was longer than a slot holds.</summary>
    public int DeclaredLength;

    /// <summary>What the stage found wrong with an event that is not a proposal.</summary>
    public ReasonCode Outcome;

    /// <summary>The kind of frame of a <see cref="EventKind.Proposal"/> event, or of the parked one a vote or expiry decides again; 0 when there is none.</summary>
    public Decode.FrameType FrameType;

    /// <summary>Objections in use.</summary>
    public byte ObjectionCount;

    /// <summary>The policy of a <see cref="EventKind.PolicyChange"/>, or where a flatten command is reported on; null otherwise.</summary>
    internal object? Attachment;

    /// <summary>Place in the order of events; 0 for a probe.</summary>
    public long Sequence;

    /// <summary>Engine time: the ingress time, never earlier than the event before.</summary>
    public long TimeNanos;

    /// <summary>Fixed hash of a proposal's content, for telling a repeat from a reused id.</summary>
    public ulong ContentHash;

    /// <summary>The bytes the event arrived with.</summary>
    public EventInput Input;

    /// <summary>How long a proposal that is decided again has waited, and who has voted for it; default for any other event.</summary>
    public Parking Parking;

    /// <summary>The decoded proposal.</summary>
    public Proposal Proposal;

    /// <summary>What was decided, as journaled.</summary>
    public DecisionRecord Decision;

    /// <summary>The votes with their figures.</summary>
    public VoteSet Votes;

    /// <summary>What would pass now; set after the stages, for answers only.</summary>
    public Counterfactual Counterfactual;

    /// <summary>All reasons; the first <see cref="ObjectionCount"/> are in use.</summary>
    public ObjectionSet Objections;

    /// <summary>Takes over what a producer filled; what stages wrote about the event before stays until they write again.</summary>
    internal void Take(ref EventSlot slot)
    {
        Kind = slot.Kind;
        Flags = slot.Flags;
        InputLength = slot.InputLength;
        Correlation = slot.Correlation;
        IngressNanos = slot.IngressNanos;
        IngressStampNanos = slot.IngressStampNanos;
        DeclaredLength = slot.DeclaredLength;
        if (slot.Attachment is not null || Attachment is not null)
        {
            Attachment = slot.Attachment;
            slot.Attachment = null;
        }

        ReadOnlySpan<byte> input = slot.Input;
        if (InputLength == Decode.FrameWriter.ProposalBytes)
        {
            // A length known to the compiler is copied without a call; almost every event has this one.
            input[..Decode.FrameWriter.ProposalBytes].CopyTo(Input);
        }
        else
        {
            input[..InputLength].CopyTo(Input);
        }
    }

    /// <summary>Adds a reason.</summary>
    internal void Object(GateId gate, ReasonCode code, long observed, long limit) =>
        Objections[ObjectionCount++] = new Objection(gate, code, observed, limit);

    /// <summary>Blocks outside the gates; the first such reason is the primary one.</summary>
    internal void BlockWith(ReasonCode code, long observed = 0, long limit = 0)
    {
        Object(GateId.None, code, observed, limit);
        if (Decision.Verdict != Verdict.Block)
        {
            Decision.Verdict = Verdict.Block;
            Decision.PermittedQuantity = default;
            Decision.BindingGate = GateId.None;
            Decision.Reason = code;
            Decision.Observed = observed;
            Decision.Limit = limit;
        }
    }
}
