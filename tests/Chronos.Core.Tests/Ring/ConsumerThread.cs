using System.Runtime.ExceptionServices;

namespace Chronos.Core.Tests.Ring;

/// <summary>A thread whose exception and overrun fail the test instead of the process.</summary>
internal sealed class ConsumerThread
{
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    public ConsumerThread(Action body)
    {
        _thread = new Thread(() => Guard(body)) { IsBackground = true };
        _thread.Start();
    }

    public void Join(int seconds = 30)
    {
        Assert.True(_thread.Join(TimeSpan.FromSeconds(seconds)), $"The thread did not end within {seconds} s.");
        _failure?.Throw();
    }

    private void Guard(Action body)
    {
        try
        {
            body();
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
