namespace Chronos.Weex.Sandbox.Exchange;

/// <summary>What an account owns of one asset, and how it came to it.</summary>
internal sealed class Wallet(string asset)
{
    private readonly Timeline<Wallet> _versions = new();

    public string Asset { get; } = asset;

    /// <summary>Owned, whether reserved or not.</summary>
    public decimal Balance { get; private set; }

    /// <summary>Cumulated changes by kind of bill.</summary>
    public Dictionary<string, decimal> Sums { get; private init; } = [];

    public long CreatedTime { get; private set; }

    public long UpdatedTime { get; private set; }

    public void Add(string kind, decimal amount, long time)
    {
        Balance += amount;
        Sums[kind] = Sums.GetValueOrDefault(kind) + amount;
        CreatedTime = CreatedTime == 0 ? time : CreatedTime;
        UpdatedTime = time;
        _versions.Add(time, new Wallet(Asset)
        {
            Balance = Balance, Sums = new(Sums), CreatedTime = CreatedTime, UpdatedTime = time,
        });
    }

    public Wallet? At(long time) => time == long.MaxValue ? this : _versions.At(time);
}
