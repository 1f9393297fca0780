using Chronos.Core.Clocks;
using Chronos.Core.Engine;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Ring;
using Chronos.Core.Signing;

namespace Chronos.Core.Routing;

/// <summary>
/// The one I/O thread of a venue. For each order: wait until the journal's watermark has passed it, build the message,
/// read it back, verify the seal against what it says, report that it leaves, send. Whatever is not sent is reported back as
/// NotSent.
/// </summary>
/// <remarks>
/// A report waits for room in the engine's ring, and that wait always ends: the engine thread takes from that ring without ever
/// waiting for this one, because the venue window keeps it room in the outbound ring. Sent takes a place in the engine's ring
/// and none in the window or the outbound ring: it answers nothing, so nothing more is handed over because of it, and the slot
/// of the order it speaks of is given back after the venue's answer as before.
/// </remarks>
internal sealed class VenueThread : IEventHandler<OutboundMessage>, ISideInput, IDisposable
{
    private const int SpinsBeforeSleep = 200;

    private readonly IVenue _venue;
    private readonly IVenueReports _reports;
    private readonly SealVerifier _verifier;
    private readonly Watermarks _watermarks;
    private readonly Durability _durability;
    private readonly IClock _clock;
    private readonly IClock _measuringClock;
    private readonly LatencyWindow _sends;
    private readonly byte[] _message;
    private readonly EventProcessor<OutboundMessage, VenueThread> _processor;
    private readonly Thread _thread;
    private readonly Action<Exception> _onFailure;
    private readonly ManualResetEventSlim _begun = new();
    private VenueBaseline? _baseline;

    public VenueThread(
        IVenue venue,
        RingBuffer<OutboundMessage> ring,
        IVenueReports reports,
        SealVerifier verifier,
        Watermarks watermarks,
        Durability durability,
        IClock clock,
        IClock measuringClock,
        LatencyWindow sends,
        Action<Exception> onFailure)
    {
        _venue = venue;
        _reports = reports;
        _verifier = verifier;
        _watermarks = watermarks;
        _durability = durability;
        _clock = clock;
        _measuringClock = measuringClock;
        _sends = sends;
        _onFailure = onFailure;
        _message = new byte[venue.MessageBytesMax];

        // One at a time: a venue's answer frees its window before the slot is given back, and the window is what keeps room.
        _processor = new EventProcessor<OutboundMessage, VenueThread>(ring, this, batchEventsMax: 1, side: this);
        venue.Attach(ring.WaitStrategy.SignalAllWhenBlocking);
        _thread = new Thread(Run) { Name = "chronos-venue-" + venue.Name, IsBackground = true };
    }

    /// <summary>
    /// Starts the thread; the venue first hears what the books hold. Returns when it has, so that what it told comes before
    /// anything that enters later.
    /// </summary>
    public void Start(VenueBaseline baseline)
    {
        _baseline = baseline;
        _thread.Start();
        _begun.Wait();
    }

    /// <summary>Processes what has been handed over and ends.</summary>
    public void Stop()
    {
        _processor.Halt();
        _thread.Join();
    }

    /// <inheritdoc />
    public bool IsReady => _venue.HasInput;

    /// <inheritdoc />
    public void Take() => _venue.TakeInput(_reports);

    /// <inheritdoc />
    public void OnEvent(ref OutboundMessage data, long sequence, bool endOfBatch)
    {
        switch (data.Kind)
        {
            case OutboundKind.Order:
                Send(in data.Order, data.IngressStampNanos);
                break;
            case OutboundKind.Cancel:
                if (MayLeave(data.Cancel.Sequence))
                {
                    _venue.Cancel(in data.Cancel, _reports);
                }

                break;
            case OutboundKind.Quote:
                _venue.OnQuote(in data.Quote, _reports);
                break;
            default:
                _venue.OnTick(data.TimeNanos, _reports);
                break;
        }
    }

    public void Dispose()
    {
        _verifier.Dispose();
        _begun.Dispose();
    }

    private void Run()
    {
        try
        {
            _venue.Start(_baseline!, _reports);
            _begun.Set();
            _processor.Run();
            _venue.Stop();
        }
#pragma warning disable CA1031 // The engine must learn of every failure of its threads, whatever its type.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _onFailure(failure);
        }
        finally
        {
            _begun.Set();
        }
    }

    private void Send(in SealedOrder order, long ingressStampNanos)
    {
        if (!MayLeave(order.Sequence))
        {
            ReportNotSent(in order, ReasonCode.EgressStopped);
            return;
        }

        var length = _venue.BuildMessage(in order, _message);
        var message = _message.AsSpan(0, length);
        if (length == 0 || !_venue.TryReadMessage(message, out var terms))
        {
            ReportNotSent(in order, ReasonCode.SealMessage);
            return;
        }

        var objection = _verifier.Verify(in order, in terms, _clock.NowNanos());
        if (objection != ReasonCode.None)
        {
            ReportNotSent(in order, objection);
            return;
        }

        // Before the send, because the venue may answer within it; what fails in it is told by the venue or ends the engine.
        Report(in order, ReportKind.Sent, ReasonCode.None, _clock.NowNanos());
        var now = _measuringClock.NowNanos();
        _sends.Record(now - ingressStampNanos, now);
        _venue.Send(new VerifiedOrder(in order, message), _reports);
#if CHRONOS_CONTROLS
        if (ControlChild.NegativeControl.IsWithoutOneAttempt)
        {
            _venue.Send(new VerifiedOrder(in order, message), _reports);
        }
#endif
    }

    /// <summary>The one wait for durability. Ends early only when the journal has failed, and then nothing leaves.</summary>
    private bool MayLeave(long sequence)
    {
        for (var spins = 0; !_watermarks.MayLeave(sequence, _durability); spins++)
        {
            if (_watermarks.EgressStopped)
            {
                return false;
            }

            if (spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(10);
            }
            else
            {
                Thread.Sleep(0);
            }
        }

        return true;
    }

    private void ReportNotSent(in SealedOrder order, ReasonCode reason) => Report(in order, ReportKind.NotSent, reason, timeNanos: 0);

    private void Report(in SealedOrder order, ReportKind kind, ReasonCode reason, long timeNanos) => _reports.Report(new ExecutionReport
    {
        Order = order.Id,
        Instrument = order.Instrument,
        Account = order.Account,
        Kind = kind,
        Side = order.Terms.Side,
        Flags = kind == ReportKind.Sent && _venue.IsSimulated ? ReportFlags.Simulated : ReportFlags.None,
        Reason = reason,
        VenueTimeNanos = timeNanos,
    });
}
