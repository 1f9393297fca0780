using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// How often one strategy, instrument or venue has sent, replaced and canceled orders. Three budgets apart, so that none can
/// use up another: entries never keep an order from being canceled.
/// </summary>
internal sealed class MessageRates(RateTerms terms)
{
    public RateWindow Submits { get; private set; } = new(terms.SubmitsMax, terms.WindowNanos);

    public RateWindow Amends { get; private set; } = new(terms.AmendsMax, terms.WindowNanos);

    public RateWindow Cancels { get; private set; } = new(terms.CancelsMax, terms.WindowNanos);

    /// <summary>The later of the times from which one more order, sent or replaced, fits.</summary>
    public long OrdersFreeAtNanos => Math.Max(Submits.FreeAtNanos, Amends.FreeAtNanos);

    /// <summary>Takes over new limits and keeps what was counted.</summary>
    public void Retune(RateTerms next)
    {
        Submits = RateWindow.Fit(Submits, next.SubmitsMax, next.WindowNanos);
        Amends = RateWindow.Fit(Amends, next.AmendsMax, next.WindowNanos);
        Cancels = RateWindow.Fit(Cancels, next.CancelsMax, next.WindowNanos);
    }

    public void AddTo(StateHash hash)
    {
        Submits.AddTo(hash);
        Amends.AddTo(hash);
        Cancels.AddTo(hash);
    }
}
