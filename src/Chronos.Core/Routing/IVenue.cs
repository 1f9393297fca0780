using Chronos.Core.Model;

namespace Chronos.Core.Routing;

/// <summary>
/// A venue as its thread drives it: every call comes from that one thread. A venue cannot be handed an order that was not
/// verified: only the engine makes a <see cref="VerifiedOrder"/>.
/// </summary>
public interface IVenue
{
    /// <summary>The policy's name for it.</summary>
    string Name { get; }

    /// <summary>True when its fills are not real.</summary>
    bool IsSimulated { get; }

    /// <summary>Most bytes a message takes.</summary>
    int MessageBytesMax { get; }

    /// <summary>
    /// Comes once, before <see cref="Start"/>. A venue that hears from elsewhere calls <paramref name="wake"/> from any thread when
    /// <see cref="HasInput"/> has become true, and its thread calls <see cref="TakeInput"/> soon.
    /// </summary>
    void Attach(Action wake)
    {
    }

    /// <summary>Whether something has come in that <see cref="TakeInput"/> takes. Any thread.</summary>
    bool HasInput => false;

    /// <summary>Takes what has come in since.</summary>
    void TakeInput(IVenueReports reports)
    {
    }

    /// <summary>The run ends: nothing is sent any more, connections are closed. What comes in later is read at the next start.</summary>
    void Stop()
    {
    }

    /// <summary>A run begins: what the recovered books hold at this venue. The venue answers with its own snapshots.</summary>
    void Start(VenueBaseline baseline, IVenueReports reports);

    /// <summary>Writes the message that would be sent and returns its length; 0 when it cannot be written.</summary>
    int BuildMessage(in SealedOrder order, Span<byte> message);

    /// <summary>Reads back from the message's bytes alone what it asks the venue to do.</summary>
    bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms);

    /// <summary>Sends the verified message, once.</summary>
    void Send(in VerifiedOrder order, IVenueReports reports);

    /// <summary>Asks to cancel what is left of an order. Exactly one report must carry <see cref="ReportFlags.AnswersCancel"/>: Canceled or CancelRejected.</summary>
    void Cancel(in OrderCancel cancel, IVenueReports reports);

    /// <summary>A quote the engine used.</summary>
    void OnQuote(in Quote quote, IVenueReports reports);

    /// <summary>Time passing.</summary>
    void OnTick(long timeNanos, IVenueReports reports);
}
