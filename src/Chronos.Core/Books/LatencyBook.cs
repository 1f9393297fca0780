using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Core.Books;

/// <summary>How fast the engine and its venues have been of late, and whether that is too slow.</summary>
internal sealed class LatencyBook
{
    private AcknowledgementWindow[] _venues = [];
    private bool[] _slow = [];
    private LatencyTerms? _terms;
    private long _windowNanos;

    /// <summary>The engine's own figures as of the last tick of this run.</summary>
    public TimerTick Engine { get; private set; }

    public AcknowledgementWindow this[int venue] => _venues[venue];

    /// <summary>Whether a percentile stood above its limit at the last tick or answer of the venue.</summary>
    public bool IsSlow(int venue) => _slow[venue];

    public bool IsDecisionSlow => Exceeds(Engine.DecisionP99Nanos, Engine.DecisionSamples, _terms!.DecisionP99NanosMax);

    public bool IsSendSlow => Exceeds(Engine.SendP99Nanos, Engine.SendSamples, _terms!.SendP99NanosMax);

    public bool IsAcknowledgementSlow(int venue) =>
        _venues[venue].Count >= _terms!.SamplesMin && _venues[venue].IsP99Above;

    public void Resize(Policy policy)
    {
        _terms = policy.Latency;
        _windowNanos = policy.Windows.LatencyNanos;
        var known = _venues.Length;
        Array.Resize(ref _venues, policy.Venues.Count);
        Array.Resize(ref _slow, policy.Venues.Count);
        for (var v = 0; v < _venues.Length; v++)
        {
            if (v >= known)
            {
                _venues[v] = new AcknowledgementWindow();
            }

            _venues[v].LimitNanos = _terms.AcknowledgementP99NanosMax;
            Settle(v);
        }
    }

    /// <summary>A run begins: what the last one measured says nothing about it.</summary>
    public void ForgetEngine()
    {
        Engine = default;
        for (var v = 0; v < _slow.Length; v++)
        {
            Settle(v);
        }
    }

    /// <summary>A venue has answered an order for the first time.</summary>
    public void Answered(int venue, long latencyNanos, long nowNanos)
    {
        _venues[venue].Record(latencyNanos, nowNanos);
        _venues[venue].Forget(nowNanos - _windowNanos);
        Settle(venue);
    }

    /// <summary>Takes in what the engine measured of itself, and lets old answers go.</summary>
    public void Tick(in TimerTick tick, long nowNanos)
    {
        Engine = tick;
        for (var v = 0; v < _venues.Length; v++)
        {
            _venues[v].Forget(nowNanos - _windowNanos);
            Settle(v);
        }
    }

    public void AddTo(StateHash hash)
    {
        hash.Add(Engine.DecisionP99Nanos);
        hash.Add((long)Engine.DecisionSamples);
        hash.Add(Engine.SendP99Nanos);
        hash.Add((long)Engine.SendSamples);
        foreach (var venue in _venues)
        {
            venue.AddTo(hash);
        }
    }

    private bool Exceeds(long p99Nanos, int samples, long limitNanos) => samples >= _terms!.SamplesMin && p99Nanos > limitNanos;

    private void Settle(int venue) => _slow[venue] = IsDecisionSlow || IsSendSlow || IsAcknowledgementSlow(venue);
}
