using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>
/// What strategies, instruments and venues have lately done: all that is judged by how often and how soon. Written by
/// <see cref="ActivityKeeper"/>.
/// </summary>
internal sealed class ActivityBook
{
    private StrategyActivity[] _strategies = [];
    private InstrumentActivity[] _instruments = [];
    private VenueActivity[] _venues = [];
    private RoundTrip[] _trips = [];

    public StrategyActivity Strategy(int strategy) => _strategies[strategy];

    public InstrumentActivity Instrument(int instrument) => _instruments[instrument];

    public VenueActivity Venue(int venue) => _venues[venue];

    public ref RoundTrip Trip(int strategy, int instrument) => ref _trips[strategy * _instruments.Length + instrument];

    /// <summary>Before this engine time some gate may object because of what strategy, instrument or venue did; from then on none does.</summary>
    public long HeldUntilNanos(in MandateTerms terms) => Math.Max(
        Math.Max(_strategies[terms.Strategy].HeldUntilNanos, _instruments[terms.Instrument].HeldUntilNanos),
        Math.Max(_venues[terms.Venue].HeldUntilNanos, Trip(terms.Strategy, terms.Instrument).CoolUntilNanos));

    /// <summary>Takes over a policy's limits and keeps everything counted so far.</summary>
    public void Resize(Policy policy)
    {
        MoveTrips(policy);
        _strategies = Fit(_strategies, policy.Strategies, t => new StrategyActivity(t, policy.Breakers), (s, t) => s.Retune(t, policy.Breakers));
        _instruments = Fit(_instruments, policy.Instruments, t => new InstrumentActivity(t), (i, t) => i.Retune(t));
        _venues = Fit(_venues, policy.Venues, t => new VenueActivity(t), (v, t) => v.Retune(t));
        for (var s = 0; s < _strategies.Length; s++)
        {
            for (var i = 0; i < _instruments.Length; i++)
            {
                Cool(ref Trip(s, i), policy.Strategies[s]);
            }
        }
    }

    /// <summary>Says anew until when a pair cools down.</summary>
    public static void Cool(ref RoundTrip trip, StrategyTerms terms) => trip.CoolUntilNanos = Math.Max(
        Deadline.After(trip.ClosedAtNanos, terms.CoolDownAfterCloseNanos),
        Deadline.After(trip.LossAtNanos, terms.CoolDownAfterLossNanos));

    public void AddTo(StateHash hash)
    {
        foreach (var strategy in _strategies)
        {
            strategy.AddTo(hash);
        }

        foreach (var instrument in _instruments)
        {
            instrument.AddTo(hash);
        }

        foreach (var venue in _venues)
        {
            venue.AddTo(hash);
        }

        foreach (ref readonly var trip in _trips.AsSpan())
        {
            hash.Add(trip.Position);
            hash.Add(trip.Cash.Units);
            hash.Add(trip.ClosedAtNanos);
            hash.Add(trip.LossAtNanos);
        }
    }

    private void MoveTrips(Policy policy)
    {
        var before = _instruments.Length;
        var trips = new RoundTrip[policy.Strategies.Count * policy.Instruments.Count];
        Array.Fill(trips, new RoundTrip { ClosedAtNanos = long.MinValue, LossAtNanos = long.MinValue });
        for (var s = 0; s < _strategies.Length; s++)
        {
            _trips.AsSpan(s * before, before).CopyTo(trips.AsSpan(s * policy.Instruments.Count));
        }

        _trips = trips;
    }

    private static TBook[] Fit<TBook, TTerms>(
        TBook[] current, IReadOnlyList<TTerms> terms, Func<TTerms, TBook> make, Action<TBook, TTerms> retune)
    {
        var next = new TBook[terms.Count];
        for (var i = 0; i < next.Length; i++)
        {
            if (i < current.Length)
            {
                next[i] = current[i];
                retune(next[i], terms[i]);
            }
            else
            {
                next[i] = make(terms[i]);
            }
        }

        return next;
    }
}
