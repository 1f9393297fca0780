using System.Runtime.CompilerServices;
using Chronos.Core.Books;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Signing;

namespace Chronos.Core.Routing;

/// <summary>
/// Stage 6. The event is in the journal: what is to leave is handed to its venue, and the books change, once. The venue
/// thread waits for the journal's watermark; nothing waits here, least of all the order for the books.
/// </summary>
internal sealed class RouteHandler(EngineState state, BookKeeper books, SealScope scope, IOutbound outbound)
{
    private bool _handedOver;

    /// <summary>
    /// The first half: an order goes at once, unless cancels of our own orders go before it. Which those are, the books must say
    /// first. State is a function of the journal, where the order already is, so it may leave before the books know of it.
    /// </summary>
    public void HandOver(ref EngineEvent e)
    {
        _handedOver = e.Decision.Passes && (e.Flags & EventFlags.Probe) == 0 && GoesFirst(in e);
        if (_handedOver)
        {
            HandOrder(ref e);
        }
    }

    /// <summary>The second half: the books, and whatever has not left yet.</summary>
    public void Commit(ref EngineEvent e)
    {
        if ((e.Flags & EventFlags.Probe) != 0)
        {
            return;
        }

        books.Commit(ref e);
        if (state.Orders.DueCount != 0)
        {
            // Before the order of this event, which may replace or must not meet what is to be canceled.
            Sweep(e.Sequence);
        }

        switch (e.Kind)
        {
            case EventKind.Proposal or EventKind.Vote when e.Decision.Passes && !_handedOver:
                HandRest(ref e);
                break;
            case EventKind.Quote when e.Outcome == ReasonCode.None:
                HandQuote(in e.Input.View<Quote>());
                break;
            case EventKind.Tick:
                outbound.HandTick(e.TimeNanos);
                break;
            case EventKind.PolicyChange or EventKind.EngineStart when e.Outcome == ReasonCode.None:
                OnScopeChanged();
                break;
        }
    }

    /// <summary>Nothing is due, it replaces nothing, and it is no reduction, which would have our own resting orders taken out of its way.</summary>
    private bool GoesFirst(in EngineEvent e) => e.FrameType == FrameType.Proposal
        && e.Proposal.Replaces.Value == 0
        && state.Orders.DueCount == 0
        && !OrderTerms.Unpack(e.Decision.Terms).Reduces;

    /// <summary>
    /// Cancels the engine wants leave as venues have room for them: some now, the others as answers come. Which ones go
    /// with which event is part of the state, so a replay finds the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Sweep(long sequence)
    {
        for (var v = 0; v < state.Policy!.Venues.Count; v++)
        {
            ref readonly var order = ref books.NextCancel(v);
            while (!Unsafe.IsNullRef(in order))
            {
                outbound.Hand(CancelOf(in order, sequence));
                order = ref books.NextCancel(v);
            }
        }
    }

    private void HandRest(ref EngineEvent e)
    {
        if (e.FrameType == FrameType.Cancel)
        {
            HandCancel(ref e);
        }
        else
        {
            HandOrder(ref e);
        }
    }

    private void HandOrder(ref EngineEvent e)
    {
        ref readonly var p = ref e.Proposal;
        ref readonly var d = ref e.Decision;
        ref readonly var terms = ref state.Policy!.TermsOf(p.Strategy, p.Instrument);
        var venue = new VenueId(terms.Venue);
        ref var order = ref outbound.Begin(venue);
        order.Sequence = e.Sequence;
        order.Id = d.OrderId;
        order.Proposal = p.Id;
        order.Strategy = p.Strategy;
        order.Instrument = p.Instrument;
        order.Venue = venue;
        order.Account = new AccountId(terms.Account);
        order.PackedTerms = d.Terms;
        order.VoteBitmap = d.VoteBitmap;
        order.KeyId = d.KeyId;
        order.Quantity = d.PermittedQuantity;
        order.WorstPrice = d.WorstPrice;
        order.ExpiresAtNanos = d.ExpiresAtNanos;
        order.Context = d.Context;
        order.Seal = d.Seal;
        outbound.Hand(venue, e.IngressStampNanos);
    }

    private void HandQuote(in Quote quote)
    {
        if (quote.Source == QuoteSource.Primary)
        {
            outbound.Hand(in quote);
        }
    }

    private void HandCancel(ref EngineEvent e)
    {
        ref readonly var order = ref state.Orders.Find(e.Decision.OrderId);
        outbound.Hand(CancelOf(in order, e.Sequence));
    }

    private static OrderCancel CancelOf(ref readonly OrderEntry order, long sequence) => new(
        sequence,
        order.Id,
        new InstrumentId(order.Instrument),
        new AccountId(order.Account),
        new VenueId(order.Venue),
        order.Side);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void OnScopeChanged()
    {
        var identity = state.Identity;
        scope.EngineId = ((ReadOnlySpan<byte>)identity.EngineId).ToArray();
        scope.Mode = identity.Mode;
        scope.Stage = identity.Stage;
        scope.Policy = state.Policy;
    }
}
