using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>What has lately been done in one instrument, by all strategies.</summary>
internal sealed class InstrumentActivity(Instrument terms)
{
    public MessageRates Rates { get; } = new(terms.Rates);

    public int WorkingOrders { get; private set; }

    public int WorkingOrdersMax { get; private set; } = terms.WorkingOrdersMax;

    /// <summary>
    /// Before this engine time some gate may object because of the instrument; kept up with every change, so that one
    /// comparison answers for all of them.
    /// </summary>
    public long HeldUntilNanos { get; private set; } = long.MinValue;

    public void Retune(Instrument next)
    {
        Rates.Retune(next.Rates);
        WorkingOrdersMax = next.WorkingOrdersMax;
        Hold();
    }

    public void OnProposal(bool isAmend, long nowNanos)
    {
        (isAmend ? Rates.Amends : Rates.Submits).Record(nowNanos);
        Hold();
    }

    public void OnWorking(int change)
    {
        var wasFull = WorkingOrders >= WorkingOrdersMax;
        WorkingOrders += change;
        if (WorkingOrders >= WorkingOrdersMax != wasFull)
        {
            Hold();
        }
    }

    public void AddTo(StateHash hash)
    {
        Rates.AddTo(hash);
        hash.Add((long)WorkingOrders);
    }

    private void Hold() => HeldUntilNanos = WorkingOrders >= WorkingOrdersMax ? long.MaxValue : Rates.OrdersFreeAtNanos;
}
