using System.Security.Cryptography;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

public sealed class CheckpointKeyFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void MakesAPairOfWhichOnlyThePublicHalfIsOpen()
    {
        var path = _directory.File("a.key");
        CheckpointKeyFile.Create(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(path).UnixFileMode);
        using var signer = CheckpointKeyFile.ReadPrivate(path);
        using var key = CheckpointKeyFile.ReadPublic(path + ".pub");
        Assert.True(key.Point.SequenceEqual(signer.Point));

        using var other = ECDsa.Create();
        other.ImportFromPem(File.ReadAllText(path + ".pub"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(other.ExportSubjectPublicKeyInfo())), key.Fingerprint);
    }

    [Fact]
    public void OverwritesNeitherHalf()
    {
        var path = _directory.File("a.key");
        File.WriteAllText(path, "mine");
        Assert.Throws<CheckpointKeyException>(() => CheckpointKeyFile.Create(path));
        Assert.Equal("mine", File.ReadAllText(path));
        Assert.False(File.Exists(path + ".pub"));

        File.Move(path, path + ".pub");
        Assert.Throws<CheckpointKeyException>(() => CheckpointKeyFile.Create(path));
        Assert.Equal("mine", File.ReadAllText(path + ".pub"));
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void TellsHalvesAndKindsOfKeysApart()
    {
        var path = _directory.File("a.key");
        CheckpointKeyFile.Create(path);
        AssertRefused(() => CheckpointKeyFile.ReadPublic(path), path);
        SetMode(path + ".pub", UnixFileMode.UserRead);
        AssertRefused(() => CheckpointKeyFile.ReadPrivate(path + ".pub"), path);

        var other = _directory.File("other");
        using var longer = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Write(other, longer.ExportSubjectPublicKeyInfoPem());
        AssertRefused(() => CheckpointKeyFile.ReadPublic(other), "P-256");
        Write(other, longer.ExportPkcs8PrivateKeyPem());
        AssertRefused(() => CheckpointKeyFile.ReadPrivate(other), "P-256");
        using var rsa = RSA.Create(2048);
        Write(other, rsa.ExportSubjectPublicKeyInfoPem());
        AssertRefused(() => CheckpointKeyFile.ReadPublic(other), "P-256");
        Write(other, "not a key");
        AssertRefused(() => CheckpointKeyFile.ReadPublic(other), "PEM");
        Write(other, new string('x', 20_000));
        AssertRefused(() => CheckpointKeyFile.ReadPublic(other), "bytes");
        AssertRefused(() => CheckpointKeyFile.ReadPublic(_directory.File("none")), "no such file");
    }

    [Fact]
    public void PointThatIsNotOnTheCurveIsNoKey()
    {
        using var signer = CheckpointSigner.Create();
        var point = signer.Point.ToArray();
        CheckpointKey.TryFromPoint(point)!.Dispose();
        point[63] ^= 1;
        Assert.Null(CheckpointKey.TryFromPoint(point));
        Assert.Null(CheckpointKey.TryFromPoint(new byte[64]));
    }

    private static void AssertRefused(Func<IDisposable> read, string named) =>
        Assert.Contains(named, Assert.Throws<CheckpointKeyException>(read).Message, StringComparison.Ordinal);

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    internal static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
