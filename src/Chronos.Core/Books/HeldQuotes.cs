namespace Chronos.Core.Books;

/// <summary>
/// The age of the oldest quote that values something an account holds or has working, in constant time: for each account
/// its instruments with exposure in the order of their quotes, the newest first. A function of quotes and positions.
/// </summary>
internal sealed class HeldQuotes
{
    private const int None = -1;

    private Link[] _links = [];
    private int[] _newest = [];
    private int[] _oldest = [];
    private int _instruments;

    /// <summary>Time of the oldest; <see cref="long.MaxValue"/> when nothing is held.</summary>
    public long OldestNanos(int account) =>
        _oldest[account] == None ? long.MaxValue : _links[account * _instruments + _oldest[account]].TimeNanos;

    public void Resize(int accounts, int instruments)
    {
        _links = new Link[accounts * instruments];
        _newest = new int[accounts];
        _oldest = new int[accounts];
        _instruments = instruments;
        Array.Fill(_newest, None);
        Array.Fill(_oldest, None);
    }

    /// <summary>An instrument with exposure is valued at a quote of that time.</summary>
    public void Set(int account, int instrument, long timeNanos)
    {
        ref var link = ref _links[account * _instruments + instrument];
        if (link.Held && link.TimeNanos == timeNanos)
        {
            return;
        }

        if (_newest[account] != instrument)
        {
            Remove(account, instrument);
            Insert(account, instrument, timeNanos);
        }

        link.TimeNanos = timeNanos;
        link.Held = true;
    }

    /// <summary>An instrument has no exposure that a quote values.</summary>
    public void Remove(int account, int instrument)
    {
        var row = account * _instruments;
        ref var link = ref _links[row + instrument];
        if (!link.Held)
        {
            return;
        }

        link.Held = false;
        if (link.Newer == None)
        {
            _newest[account] = link.Older;
        }
        else
        {
            _links[row + link.Newer].Older = link.Older;
        }

        if (link.Older == None)
        {
            _oldest[account] = link.Newer;
        }
        else
        {
            _links[row + link.Older].Newer = link.Newer;
        }
    }

    /// <summary>Nearly always it is the newest, since it is entered on a fresh quote.</summary>
    private void Insert(int account, int instrument, long timeNanos)
    {
        var row = account * _instruments;
        var newer = None;
        var older = _newest[account];
        while (older != None && _links[row + older].TimeNanos > timeNanos)
        {
            newer = older;
            older = _links[row + older].Older;
        }

        _links[row + instrument] = new Link { Newer = newer, Older = older };
        if (newer == None)
        {
            _newest[account] = instrument;
        }
        else
        {
            _links[row + newer].Older = instrument;
        }

        if (older == None)
        {
            _oldest[account] = instrument;
        }
        else
        {
            _links[row + older].Newer = instrument;
        }
    }

    private struct Link
    {
        public int Newer;
        public int Older;
        public bool Held;
        public long TimeNanos;
    }
}
