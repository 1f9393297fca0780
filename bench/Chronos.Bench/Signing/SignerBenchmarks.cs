using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Chronos.Core.Signing;

namespace Chronos.Bench.Signing;

/// <summary>The same HMAC-SHA256 of one canonical order, four ways.</summary>
public class SignerBenchmarks
{
    private readonly byte[] _key = SHA256.HashData("bench seal"u8);
    private readonly byte[] _message = new byte[CanonicalOrder.Bytes];
    private readonly byte[] _seal = new byte[OrderSigner.SealBytes];
    private LibcryptoSigner? _libcrypto;
    private ManagedSigner? _managed;
    private IncrementalHash? _incremental;

    [GlobalSetup]
    public void Setup()
    {
        _libcrypto = FloorRig.NewSigner();
        _managed = new ManagedSigner(_key);
        _incremental = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _libcrypto?.Dispose();
        _managed?.Dispose();
        _incremental?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public int HashData() => HMACSHA256.HashData(_key, _message, _seal);

    [Benchmark]
    public int Incremental()
    {
        _incremental!.AppendData(_message);
        return _incremental.GetHashAndReset(_seal);
    }

    [Benchmark]
    public void Managed() => _managed!.Sign(_message, _seal);

    [Benchmark]
    public void Libcrypto() => _libcrypto!.Sign(_message, _seal);
}
