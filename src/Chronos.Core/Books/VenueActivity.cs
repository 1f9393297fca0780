using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>What has lately been sent to one venue and refused by it. Only what went out counts: the venue knows of nothing else.</summary>
internal sealed class VenueActivity
{
    public VenueActivity(VenueTerms terms)
    {
        Rates = new MessageRates(terms.Rates);
        Retune(terms);
    }

    public MessageRates Rates { get; }

    /// <summary>One more than the rejects allowed in a window: full of them, it is a storm.</summary>
    public RateWindow Rejects { get; private set; } = null!;

    /// <summary>New orders that fit into a window without touching what is kept for reductions.</summary>
    public int EntriesMax { get; private set; }

    /// <summary>The engine time from which one more entry fits.</summary>
    public long EntriesFreeAtNanos { get; private set; }

    /// <summary>As <see cref="InstrumentActivity.HeldUntilNanos"/>.</summary>
    public long HeldUntilNanos { get; private set; }

    public void Retune(VenueTerms next)
    {
        Rates.Retune(next.Rates);
        Rejects = RateWindow.Fit(Rejects, next.RejectsMax + 1, next.RejectsWindowNanos);
        EntriesMax = (int)((long)next.Rates.SubmitsMax * (100 - next.RatesReservePercent) / 100);
        Hold();
    }

    /// <summary>A new order goes out; the one that replaces another too.</summary>
    public void OnOrder(bool isAmend, long nowNanos)
    {
        Rates.Submits.Record(nowNanos);
        if (isAmend)
        {
            Rates.Amends.Record(nowNanos);
        }

        Hold();
    }

    public void OnReject(long nowNanos)
    {
        Rejects.Record(nowNanos);
        Hold();
    }

    /// <summary>An operator has looked.</summary>
    public void ForgetRejects()
    {
        Rejects.Clear();
        Hold();
    }

    public void AddTo(StateHash hash)
    {
        Rates.AddTo(hash);
        Rejects.AddTo(hash);
    }

    private void Hold()
    {
        EntriesFreeAtNanos = Rates.Submits.FreeAtNanosFor(EntriesMax);
        HeldUntilNanos = Math.Max(Math.Max(EntriesFreeAtNanos, Rates.OrdersFreeAtNanos), Rejects.FreeAtNanos);
    }
}
