namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>What an account owns of one asset, and how it came to it.</summary>
internal sealed class Wallet(string asset)
{
    private const string FillFee = "position_fill_fee";

    private readonly Timeline<Wallet> _versions = new();

    public string Asset { get; } = asset;

    /// <summary>Owned, whether reserved or not.</summary>
    public decimal Balance { get; private set; }

    /// <summary>Cumulated changes by kind of bill.</summary>
    public Dictionary<string, decimal> Sums { get; private init; } = [];

    public long CreatedTime { get; private set; }

    public long UpdatedTime { get; private set; }

    /// <summary>Adds an amount; a fee in it is counted apart as well.</summary>
    public void Add(string kind, decimal amount, decimal fee, long time)
    {
        Balance += amount;
        Sums[kind] = Sums.GetValueOrDefault(kind) + amount;
        Sums[FillFee] = Sums.GetValueOrDefault(FillFee) + fee;
        CreatedTime = CreatedTime == 0 ? time : CreatedTime;
        UpdatedTime = time;
        _versions.Add(time, new Wallet(Asset)
        {
            Balance = Balance, Sums = new(Sums), CreatedTime = CreatedTime, UpdatedTime = time,
        });
    }

    public Wallet? At(long time) => time == long.MaxValue ? this : _versions.At(time);
}
