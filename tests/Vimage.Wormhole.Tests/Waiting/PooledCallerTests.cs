namespace Vimage.Wormholes.Tests;

/// <summary>Who is woken goes on, once, on the thread pool, and soon: whether past its queue or through it.</summary>
[Collection(Alone.Name)]
public sealed class PooledCallerTests
{
    private static readonly AsyncLocal<string?> s_left = new();

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public void WhoIsWokenGoesOnOnce() => Stress.Run(static random =>
    {
        const int Hops = 20_000;
        using SemaphoreSlim handedOver = new(0);
        using ManualResetEventSlim done = new();
        Exception? failure = null;
        Random choices = new(random.Next());
        Baton[] batons = [];
        Baton? outside = null;
        int hops = 0;

        // One has its turn at a time: what they share needs no lock.
        void PassOn(Baton baton)
        {
            Baton next = batons[choices.Next(batons.Length)];
            int choice = choices.Next(20);
            int delay = choices.Next(300);
            if (++hops == Hops)
            {
                done.Set();
            }
            else if (choice == 0)
            {
                outside = next;
                handedOver.Release();
            }
            else
            {
                next.Wake();
                Thread.SpinWait(choice == 1 ? delay : 0);
            }
        }

        void Fail(Exception thrown)
        {
            failure = thrown;
            done.Set();
        }

        batons = [.. Enumerable.Range(0, 5).Select(_ => new Baton(PassOn, Fail))];
        Task waker = Background.Start(() =>
        {
            while (true)
            {
                handedOver.Wait();
                if (done.IsSet)
                {
                    return;
                }

                outside!.Wake();
            }
        });
        batons[0].Wake();
        bool isDone = done.Wait(Background.Patience);
        done.Set();
        handedOver.Release();
        waker.Wait();
        Assert.Null(failure);
        Assert.True(isDone, $"Nobody goes on after {hops} of {Hops}.");
        Assert.Equal(Hops, batons.Sum(static each => each.Count));
    });

    [Fact]
    public async Task WhoWakesAnotherAndBlocksDoesNotHoldItUp()
    {
        const int Hops = 1000;
        const int HopsUntilBlocked = 50;
        Baton? answerer = null;
        using SemaphoreSlim answers = new(0);
        int hops = 0;
        Baton asker = NewBaton(_ =>
        {
            // Now and then, when both have gone on past the queue for a while.
            bool blocks = ++hops % HopsUntilBlocked == 0;
            answerer!.Wake();
            if (blocks)
            {
                Assert.True(answers.Wait(Background.Patience), "Who was woken does not go on while its waker blocks.");
            }
        });
        answerer = NewBaton(_ =>
        {
            bool isLast = hops == Hops;
            if (hops % HopsUntilBlocked != 0)
            {
                asker.Wake();
                return;
            }

            answers.Release();
            if (isLast)
            {
                _done.SetResult();
            }
            else
            {
                asker.Wake();
            }
        });
        asker.Wake();
        await _done.Task.InTime();
        Assert.Equal(Hops, asker.Count);
    }

    [Fact]
    public async Task WhatOneLeavesBehindIsNotTheNextOnes()
    {
        const int Hops = 5000;
        Baton[] batons = [];
        int hops = 0;
        void PassOn(Baton baton)
        {
            Assert.Null(s_left.Value);
            Assert.Null(SynchronizationContext.Current);
            s_left.Value = "left";
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            if (++hops == Hops)
            {
                _done.SetResult();
                return;
            }

            batons[hops % 2].Wake();
        }

        batons = [NewBaton(PassOn), NewBaton(PassOn)];
        long before = ThreadPool.CompletedWorkItemCount;
        batons[0].Wake();
        await _done.Task.InTime();

        // Otherwise it would be the pool that has cleaned up.
        Assert.True(ThreadPool.CompletedWorkItemCount - before < Hops, "All went through the queue.");
    }

    [Fact]
    public Task ThoseWhoAnswerEachOtherForEverLeaveOthersTheirTurn() => Background.Start(() =>
    {
        const int Pairs = 100;
        bool isOver = false;
        using CountdownEvent left = new(Pairs);
        using FewThreads few = new();
        for (int i = 0; i < Pairs; i++)
        {
            Baton[] pair = [];
            void Answer(Baton baton)
            {
                if (Volatile.Read(ref isOver))
                {
                    left.Signal();
                }
                else
                {
                    pair[baton == pair[0] ? 1 : 0].Wake();
                }
            }

            pair = [NewBaton(Answer), NewBaton(Answer)];
            pair[0].Wake();
        }

        using ManualResetEventSlim other = new();
        ThreadPool.QueueUserWorkItem(static other => other.Set(), other, preferLocal: false);
        bool hadItsTurn = other.Wait(TimeSpan.FromSeconds(10));
        Volatile.Write(ref isOver, true);
        Assert.True(left.Wait(Background.Patience), "A pair has stopped.");
        Assert.False(_done.Task.IsFaulted, $"{_done.Task.Exception}");
        Assert.True(hadItsTurn, "Nothing else of the thread pool had its turn.");
    }).InTime();

    private Baton NewBaton(Action<Baton> @continue) => new(@continue, failure => _done.TrySetException(failure));
}
