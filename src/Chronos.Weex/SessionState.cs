using Chronos.Core.Model;

namespace Chronos.Weex;

/// <summary>
/// Whether the session is up: everything there is to know is known, recently and twice over. Written by the venue's thread;
/// <see cref="Trouble"/> is for any.
/// </summary>
internal sealed class SessionState
{
    private const int AgreeingMin = 2;

    private string? _trouble = "nothing has been read from the venue yet";
    private string? _fingerprint;
    private string? _readingTrouble;
    private string? _orderTrouble;
    private int _agreeing;
    private long _readMillis;

    /// <summary>What is wrong with the clock; null when nothing is.</summary>
    public string? ClockTrouble { get; set; } = "the venue's clock is not known";

    /// <summary>What is wrong with the symbols; null when nothing is.</summary>
    public string? SymbolTrouble { get; set; } = "the venue's symbols are not known";

    /// <summary>All of the margin asset; null while it is not known.</summary>
    public Quantity? Balance { get; set; }

    /// <summary>Why the session is down; null while it is up. Any thread.</summary>
    public string? Trouble => Volatile.Read(ref _trouble);

    /// <summary>Whether entries may pass. Judges anew.</summary>
    public bool IsUp
    {
        get
        {
            var trouble = ClockTrouble ?? SymbolTrouble ?? _orderTrouble ?? _readingTrouble
                ?? (_agreeing < AgreeingMin ? "two readings that agree are missing" : null)
                ?? (Balance is null ? "the balance is not known" : null);
            Volatile.Write(ref _trouble, trouble);
            return trouble is null;
        }
    }

    /// <summary>
    /// A complete reading. The first two must agree before the session comes up; afterwards things move, and it stays up while
    /// readings come and no order is in trouble.
    /// </summary>
    public void OnReading(long steadyMillis, string fingerprint, IReadOnlyList<string> troubles)
    {
        _readMillis = steadyMillis;
        _readingTrouble = null;
        _orderTrouble = troubles.Count == 0 ? null : troubles[^1];
        if (_agreeing < AgreeingMin)
        {
            _agreeing = fingerprint == _fingerprint ? _agreeing + 1 : 1;
            _fingerprint = fingerprint;
        }
    }

    /// <summary>A reading that failed; when the last good one has grown old, everything must be shown to agree again.</summary>
    public void OnFailedReading(long steadyMillis, long ageMaxMillis)
    {
        if (_readMillis == 0 || steadyMillis - _readMillis > ageMaxMillis)
        {
            _readingTrouble = "the venue cannot be read";
            _agreeing = 0;
            _fingerprint = null;
        }
    }
}
